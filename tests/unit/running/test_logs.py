import ast
import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from adapters.logs import EXTRAS, set_up_logs
from bot.errors import UserMustAct

ROOT = Path(__file__).parents[3]

SECRET = "what Ana wrote"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    written = io.StringIO()
    set_up_logs(written)
    yield written
    root.handlers[:] = before
    root.setLevel(level)


def logged(stream: io.StringIO, error: Exception) -> dict[str, str]:
    try:
        raise error
    except type(error):
        logging.getLogger("bot.practice").exception("It broke.")
    found: dict[str, str] = json.loads(stream.getvalue())
    return found


def test_an_error_says_where_it_came_from_and_not_what_it_quotes(stream: io.StringIO) -> None:
    line = logged(stream, ValueError(SECRET))

    assert "test_logs.py" in line["exception"]
    assert line["exception"].endswith("builtins.ValueError")
    assert SECRET not in stream.getvalue()


def test_causes_and_groups_are_kept_without_their_words(stream: io.StringIO) -> None:
    inner = KeyError(SECRET)
    inner.__cause__ = TypeError(SECRET)
    line = logged(stream, ExceptionGroup(SECRET, [inner]))

    assert "builtins.ExceptionGroup" in line["exception"]
    assert "builtins.TypeError" in line["exception"]
    assert "builtins.KeyError" in line["exception"]
    assert SECRET not in stream.getvalue()


def test_our_own_errors_keep_their_sentence(stream: io.StringIO) -> None:
    assert logged(stream, UserMustAct("Renew the token."))["exception"].endswith("Renew the token.")


def test_a_database_error_names_the_rule_and_no_row(stream: io.StringIO, database_url: str) -> None:
    broken_rule = (
        "insert into groups"
        " (name, mode, points_on_time, points_late, points_by_band, band_source, created_at)"
        " values (%s, 'ajar', 10, 3, '{0,3,6,8,10}', 'automatic', now())"
    )
    with psycopg.connect(database_url) as connection, pytest.raises(psycopg.Error, match=SECRET) as broken:
        connection.execute(broken_rule, [SECRET])
    line = logged(stream, broken.value)

    assert "CheckViolation: 23514 groups ck_groups_mode" in line["exception"]
    assert SECRET not in stream.getvalue()


def test_only_known_fields_are_let_through(stream: io.StringIO) -> None:
    logging.getLogger("procrastinate").warning("A job.", extra={"row": 7, "job_args": {"text": SECRET}})

    line = json.loads(stream.getvalue())
    assert line["row"] == 7
    assert SECRET not in stream.getvalue()


def extras() -> Iterator[str]:
    """The fields that the product's own lines carry."""
    for source in (path for part in ("bot", "adapters") for path in (ROOT / part).rglob("*.py")):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "extra" and isinstance(node.value, ast.Dict):
                yield from (str(key.value) for key in node.value.keys if isinstance(key, ast.Constant))


def test_no_line_of_ours_loses_a_field_that_it_was_given() -> None:
    assert "why" in set(extras())
    assert set(extras()) - set(EXTRAS) == set()
    assert "event" not in EXTRAS, "it is what structlog calls the line itself"


def test_a_terminal_gets_lines_for_people() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    root = logging.getLogger()
    before, level, screen = list(root.handlers), root.level, Terminal()
    try:
        set_up_logs(screen)
        logging.getLogger("bot").info("Debrief is up.", extra={"role": "web"})
    finally:
        root.handlers[:] = before
        root.setLevel(level)

    assert "Debrief is up." in screen.getvalue()
    assert "{" not in screen.getvalue()
