"""Questions that members brought, with their answers and what was said of them."""

from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Label, literal
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import Text

from bot.store.held import GROUP, MACHINERY, NUMBER, Fate, Held, in_group, of_person, untold
from bot.store.tables import own_questions


def _said_of_them() -> Label[Any]:
    """An outcome without how the work was shared out and what it cost: as grades are told."""
    told: ColumnElement[Any] = own_questions.c.outcome
    for machinery in ("rubric_hash", "prompt_hash", "usage", "cost_micros"):
        told = told.op("#-", return_type=JSONB())(literal(["provenance", machinery], ARRAY(Text)))
    return told.label("what the grader said")


BROUGHT = (
    Held(
        own_questions,
        "Questions you brought",
        of_person(own_questions),
        (
            GROUP,
            own_questions.c.question.label("question"),
            own_questions.c.answer.label("answer"),
            own_questions.c.asked_at.label("brought at"),
            own_questions.c.graded_at.label("graded at"),
            _said_of_them(),
        ),
        Fate.DELETED,
        source=in_group(own_questions),
        untold=untold(
            own_questions,
            **dict.fromkeys(("attempt", "failures", "due_at", "lease_until", "taken_until"), MACHINERY),
            content_key="made from what stands here and from the rubric",
            event_ref=MACHINERY,
            installation_id=NUMBER,
        ),
    ),
)
"""Nothing is counted by them, so nothing of them has to stay."""
