from dataclasses import replace
from io import StringIO
from unittest.mock import patch

import pytest
from rich.console import Console

from adapters.terminal import screen as module
from adapters.terminal.screen import Screen
from bot.domain.calendar import zone_named
from bot.domain.cards import Note
from bot.domain.forms import AnswerForm
from bot.domain.happenings import Account
from bot.domain.mode import Privacy
from bot.ports import Direct, InChannel, InThread, Whispered
from bot.testing import FakeClock
from tests.contract.cards import a_debrief, a_scenario

ANA = Account("terminal", "", "ana")


@pytest.fixture
def paper() -> StringIO:
    return StringIO()


@pytest.fixture
def screen(paper: StringIO) -> Screen:
    console = Console(file=paper, width=80, highlight=False, markup=False, emoji=False)
    return Screen(console, zone_named("Europe/Berlin"), pace=0, names={"ana": "Ana (sample)"})


async def test_nothing_is_shown_before_it_can_be_read(screen: Screen, paper: StringIO) -> None:
    screen.tell("Later.")
    assert paper.getvalue() == ""

    await screen.read()
    assert paper.getvalue() == "\nLater.\n"
    await screen.read()
    assert paper.getvalue() == "\nLater.\n"


async def test_what_is_said_at_once_passes_over_what_waited(screen: Screen, paper: StringIO) -> None:
    screen.tell("Never read.")
    screen.say("Stopped.")
    await screen.read()

    assert paper.getvalue() == "\nStopped.\n"


async def test_a_wrapped_line_has_no_space_at_its_end(screen: Screen, paper: StringIO) -> None:
    screen.tell("word " * 60)
    screen.message("word " * 28)
    await screen.read()

    lines = paper.getvalue().splitlines()
    assert len(lines) > 4
    assert not [line for line in lines if line != line.rstrip()]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (InChannel("here", "daily"), "Debrief, in #daily:"),
        (InThread("here", "daily", "t"), "Debrief, in the thread in #daily:"),
        (Direct("here", ANA), "Debrief, direct message to Ana (sample):"),
        (Whispered("here", "daily", None, ANA), "Debrief, seen by Ana (sample) only:"),
        (Direct("here", Account("terminal", "", "eve", "Eve")), "Debrief, direct message to Eve:"),
        (Direct("here", Account("terminal", "", "u9")), "Debrief, direct message to u9:"),
    ],
)
async def test_a_card_says_where_it_is_and_who_sees_it(
    screen: Screen, paper: StringIO, place: Direct, said: str
) -> None:
    screen.card(place, Note("Hello."))
    await screen.read()

    assert paper.getvalue() == f"\n{said}\n  │ Hello.\n"


async def test_moments_are_told_in_the_groups_zone(screen: Screen, paper: StringIO) -> None:
    now = FakeClock().at("2026-03-02T23:30")
    screen.day(now)
    screen.at(now, "It's late.")
    await screen.read()

    assert "Tuesday 3 March" in paper.getvalue()
    assert "00:30  It's late." in paper.getvalue()


async def test_in_short_leaves_out_what_was_seen_before(screen: Screen, paper: StringIO) -> None:
    long = "word " * 200
    form = AnswerForm("1", "The hailstorm", long, "", Privacy.OPEN)
    screen.in_short = True
    for card in (replace(a_scenario(), prompt=long), a_debrief("My own words are here."), form):
        screen.card(InChannel("here", "daily"), card)
    await screen.read()

    assert paper.getvalue().count("word") < 60
    assert "You said" not in paper.getvalue()


@pytest.mark.parametrize(("pace", "seconds"), [(1.0, 2.9), (2.0, 1.45), (0.0, 0.0)])
async def test_pace_is_how_long_reading_takes(screen: Screen, pace: float, seconds: float) -> None:
    waited: list[float] = []

    async def sleep(duration: float) -> None:
        waited.append(duration)

    screen.pace = pace
    screen.tell("x" * 70)
    for _ in range(9):
        screen.tell("y" * 70)
    with patch.object(module, "sleep", sleep):
        await screen.read()

    assert sum(waited) == pytest.approx(seconds, abs=0.2)


async def test_a_scene_waits_for_its_reader(screen: Screen, paper: StringIO) -> None:
    shown: list[str] = []

    async def more() -> None:
        shown.append(paper.getvalue())

    screen.tell("First.")
    await screen.scene_ends()
    screen.more = more
    screen.tell("Second.")
    await screen.scene_ends()

    assert shown == ["\nFirst.\n\nSecond.\n\n[Enter for more] "]
