"""What of a grader's findings their author is told: what was said to them, and nothing to learn attacks from.

The yes/no questions of a rubric, signs that were noticed, why a person was asked, and a model's own reply
stay with whoever runs the bot.
"""

from typing import Any

from sqlalchemy import ColumnElement, case, literal_column
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.schema import Column

_SAID = (
    "case when {found} ? 'criteria' then ({found} - array['reviews', 'flags', 'provenance']::text[])"
    " || jsonb_build_object('criteria', coalesce((select jsonb_agg(c - 'checks' order by n)"
    " from jsonb_array_elements({found} -> 'criteria') with ordinality t(c, n)), '[]'),"
    " 'red_lines', coalesce((select jsonb_agg(r order by n) filter (where (r ->> 'tripped')::boolean)"
    " from jsonb_array_elements({found} -> 'red_lines') with ordinality t(r, n)), '[]'))"
    " else {found} - 'provenance' end"
)
_SIGNED = (
    "({said}) || jsonb_build_object('provenance', jsonb_build_object("
    "'kind', {found} -> 'provenance' -> 'kind', 'grader', {found} -> 'provenance' -> 'grader'))"
)


def said_in(findings: Column[Any]) -> ColumnElement[Any]:
    """Of a grade's row, which names its grader elsewhere."""
    return _unless_empty(findings, _SAID.format(found=f"{findings.table.fullname}.{findings.name}"))


def said_with_its_source(outcome: Column[Any]) -> ColumnElement[Any]:
    """Of an outcome that is kept whole: who graded stays, how the work was shared out and its cost go."""
    name = f"{outcome.table.fullname}.{outcome.name}"
    return _unless_empty(outcome, _SIGNED.format(said=_SAID.format(found=name), found=name))


def _unless_empty(column: Column[Any], told: str) -> ColumnElement[Any]:
    # A json null is what is written for "nothing yet".
    return case((column != literal_column("'null'::jsonb", JSONB), literal_column(told, JSONB)))
