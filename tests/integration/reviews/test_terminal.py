"""`debrief review`: what an operator sees and does, on a real database, without an author's name."""

import asyncio
import re

import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

from adapters.cli.review import app
from adapters.cli.review_pages import typed_ruling
from bot.errors import UserMustAct
from tests.conversation.stage import Member
from tests.integration.reviews.conftest import Desk


@pytest.fixture(autouse=True)
def settings(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


async def runs(*words: str) -> Result:
    """As typed. The command has an event loop of its own."""
    return await asyncio.to_thread(lambda: CliRunner().invoke(app, list(words)))


async def test_an_operator_reads_and_rules(desk: Desk, ana: Member, lou: Member) -> None:
    await desk.graded(lou, "333333")
    await desk.graded(ana, "222222")
    await desk.appeals(ana, desk.criteria[0], "My second line.")
    listed = (await runs("list")).output
    assert "appeal" in listed
    assert "appeals that changed a level: none ruled on yet" in listed
    case = str((await desk.cases())[0].id)
    assert re.search(rf"^ *{case}  group", listed)
    shown = (await runs("show", case)).output
    assert "My second line." in shown
    assert "Sample Ana" not in shown
    assert f"debrief review rule {case} --level {desk.criteria[0]}=0…4 --because TEXT" in shown
    ruled = await runs("rule", case, "--level", f"{desk.criteria[0]}=4", "--because", "It splits it.")
    grade = (await desk.grades(ana))[-1].graded
    assert ruled.output == f"Ruled: {grade.band}. Its author gets a new debrief.\n"
    assert (grade.provenance.grader, grade.provenance.raw_reply) == ("whoever runs this bot", "It splits it.")
    assert "Nothing waits for a person." in (await runs("list")).output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("show", "999"), "No open case has that number"),
        (("rule", "999", "--because", "x"), "No open case has that number"),
        (("regrade", "999"), "no such post"),
    ],
)
async def test_what_is_not_there_is_said(desk: Desk, words: tuple[str, ...], says: str) -> None:
    result = await runs(*words)
    assert result.exit_code != 0
    assert isinstance(result.exception, UserMustAct)
    assert says in result.exception.message


async def test_a_lacking_ruling_changes_nothing(desk: Desk, ana: Member, lou: Member) -> None:
    await desk.graded(lou, "333333")
    await desk.graded(ana, "222222")
    await desk.appeals(ana, desk.criteria[0])
    case = str((await desk.cases())[0].id)
    for words in (("--because", "x"), ("--level", f"{desk.criteria[0]}=7", "--because", "x")):
        result = await runs("rule", case, *words)
        assert isinstance(result.exception, UserMustAct)
        assert "Choose one" in result.exception.message
    assert len(await desk.grades(ana)) == 1


async def test_a_rubric_that_did_not_change_leaves_nothing_to_do(desk: Desk, ana: Member) -> None:
    await desk.graded(ana, "222222")
    assert "Every grade was made by the rubric as it is now" in (await runs("outdated")).output
    result = await runs("regrade", desk.post)
    assert isinstance(result.exception, UserMustAct)
    assert "Every answer" in result.exception.message


def test_a_ruling_is_typed_as_name_and_value() -> None:
    typed = typed_ruling(["contain = 3"], ["harm=yes"], "Why.", own_words=True)
    assert typed == {"contain": "3", "red line harm": "yes", "own words": "yes", "because": "Why."}
    with pytest.raises(UserMustAct, match="isn't NAME=VALUE"):
        typed_ruling(["contain"], [], "Why.", own_words=False)


def test_every_sub_command_has_its_line() -> None:
    assert {"list", "show", "rule", "regrade", "outdated"} <= set(getattr(get_command(app), "commands", {}))
