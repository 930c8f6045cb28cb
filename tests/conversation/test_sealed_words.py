"""What the bot says must hold: who sees an answer, where to write, and when it's graded."""

import pytest

from adapters.main import House
from bot.domain.cards import RevealCard
from bot.domain.mode import Mode
from bot.library.library import Library
from bot.practice.organise import set_queue
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import CHANNEL, EVERYONE, Member, Stage
from tests.conversation.twelve import NIGHT

UNTIL = "Private until Tuesday 09:00 (Europe/Berlin), then shown in the channel with the others"
SEEN_BY_ALL = "what you write in the thread everyone sees"
HIDE = "Leave me out of the reveal"
FRENCH = (
    "Je voudrais d'abord savoir quels sont les patients qui ont reçu une mauvaise réponse pendant la nuit, "
    "puis je demanderais aux infirmières de vérifier toutes les ordonnances avant de rappeler les familles."
)


@pytest.fixture
async def day(house: House, clock: FakeClock, platform: FakePlatform, week: Stage) -> Stage:
    """Monday, nine o'clock; `sealed` makes it a sealed day."""
    lou = week.member("Lou")
    await week.opens(lou)
    await set_queue(house.core, week.group, await lou.id(), [NIGHT])
    return week


async def begins(day: Stage, mode: Mode) -> Member:
    async with day.house.core.store.work() as work:
        await work.groups.change(day.group, mode=mode)
    await day.at("Mon 09:00")
    day.tells(EVERYONE, "Scenario “")
    return day.member("Ana")


def revealed(day: Stage) -> RevealCard:
    (reveal,) = day.platform.in_thread(CHANNEL)
    assert isinstance(reveal.card, RevealCard)
    return reveal.card


def strong(library: Library) -> str:
    return library.get(NIGHT).answers.strong.text


async def test_a_sealed_answer_is_promised_no_more_than_it_gets(day: Stage, library: Library) -> None:
    ana = await begins(day, Mode.SEALED)
    await ana.fills_in(strong(library))
    day.tells(ana, UNTIL)
    assert "nobody else" not in day.heard["Ana"][-1]
    await day.at("Tue 09:00")
    assert revealed(day).buttons == ()
    await day.member("Ben").fills_in(strong(library) + " Too late.", on="Mon")
    day.tells("Ben", "Kept, seen by nobody else.")


async def test_in_an_open_group_a_form_stays_with_its_author(day: Stage, library: Library) -> None:
    ana = await begins(day, Mode.OPEN)
    await ana.fills_in(strong(library))
    day.tells(ana, "Kept, seen by nobody else. I grade it in about 10 minutes, or when you press Grade me.")
    await ana.presses("Grade me")
    await ana.presses("Try again")
    day.tells(ana, "Reading it now.", "Debrief of", f"press Answer privately for your new try; {SEEN_BY_ALL}")


@pytest.mark.parametrize("pressed", ["Grade me", "My debrief"])
async def test_nobody_is_sent_into_a_sealed_thread(day: Stage, pressed: str) -> None:
    ana = await begins(day, Mode.SEALED)
    await ana.presses(pressed)
    day.tells(ana, f"Press Answer privately; {SEEN_BY_ALL}.")
    await ana.fills_in("Not much yet.")
    await ana.presses("Grade me", on="Mon")
    day.tells(ana, UNTIL, "add to it by Answer privately")


async def test_after_a_sealed_debrief_the_next_try_is_private(day: Stage, library: Library) -> None:
    ana = await begins(day, Mode.SEALED)
    await ana.fills_in(strong(library))
    await ana.presses("Grade me")
    await ana.presses("Grade me", on="Mon")
    await ana.presses("Try again")
    await ana.presses("Try again")
    day.tells(ana, UNTIL, "Reading it now.", "Debrief of", "Press Answer privately for a new try.")
    day.tells(ana, *[f"press Answer privately for your new try; {SEEN_BY_ALL}"] * 2)


async def test_an_answer_in_a_sealed_thread_is_told_that_it_is_public(day: Stage, library: Library) -> None:
    ana = await begins(day, Mode.SEALED)
    await ana.says(strong(library))
    await day.settle()
    day.tells(ana, "Everyone in the channel can read it there, and answers to this scenario are sealed.")
    assert "not in its thread" not in day.heard["Ana"][-1]
    await ana.presses("Use this as my answer")
    day.tells(ana, "Where you wrote it, everyone can still read it. Add to it by Answer privately")


async def test_leaving_the_reveal_is_offered_while_it_can_be_left(day: Stage, library: Library) -> None:
    ana = await begins(day, Mode.SEALED)
    await ana.fills_in(strong(library))
    day.tells(ana, UNTIL)
    await day.at("Mon 09:10")
    day.tells(ana, "Debrief of")
    assert [button.label for button in day.buttons["Ana"]].count(HIDE) == 2
    await ana.presses(HIDE)
    day.tells(ana, "Your answer won't be shown with the others.")
    await day.at("Tue 09:00")
    assert revealed(day).hidden == 1
    await ana.presses(HIDE)
    day.tells(ana, "Nobody else was shown your answer, and nobody will be.")


async def test_what_was_shown_is_not_said_to_be_hidden(day: Stage, library: Library) -> None:
    ana, ben = await begins(day, Mode.SEALED), day.member("Ben")
    await ana.fills_in(strong(library))
    await ben.says(strong(library).replace(". ", ". Says Ben. "))
    await day.settle()
    await ben.presses("Use this as my answer")
    await day.at("Mon 09:30")
    day.unread.clear()
    await day.at("Tue 09:00")
    assert revealed(day).hidden == 0
    shown_before = len(day.buttons["Ana"])
    for member, said in ((ana, "It was shown already"), (ben, "It's already in the channel; delete")):
        await member.presses(HIDE)
        day.tells(member, said)
    await ana.presses("My debrief", on="Mon")
    assert HIDE not in [button.label for button in day.buttons["Ana"][shown_before:]]


async def test_a_fourth_form_is_refused_before_it_is_filled_in(day: Stage, library: Library) -> None:
    ana = await begins(day, Mode.OPEN)
    for number in range(3):
        await ana.fills_in(strong(library) + f" Try {number}.")
        await ana.presses("Grade me", on="Mon")
    day.unread.clear()
    await ana.presses("Answer privately", on="Mon")
    day.tells(ana, "This scenario was graded 3 times for you, which is the most. All are kept")


@pytest.mark.parametrize("mode", list(Mode))
async def test_too_short_a_text_is_promised_no_grade(day: Stage, mode: Mode) -> None:
    ana = await begins(day, mode)
    await ana.fills_in("Stop it.")
    await ana.presses("My debrief", on="Mon")
    day.tells(ana, *["At fewer than 8 words it's too short to say anything fair about."] * 2)
    assert not any("minutes" in line for line in day.heard["Ana"])


async def test_a_text_that_cannot_be_read_gets_its_reason_at_once(day: Stage) -> None:
    ana = await begins(day, Mode.OPEN)
    said = await ana.says(FRENCH)
    await ana.presses("Grade me")
    day.tells(ana, "Reading it now.", "The automatic check reads English only")
    await ana.presses("Grade me", on="Mon")
    day.tells(ana, "The automatic check reads English only")
    await day.at("Mon 09:01")
    await ana.edits(said, f"{FRENCH} Et puis je dormirais.")
    await ana.presses("Grade me", on="Mon")
    day.tells(ana, "Reading it now.", "The automatic check reads English only")


@pytest.mark.parametrize(("back_at", "reminders"), [("Tue 08:59", 1), ("Tue 09:00", 0)])
async def test_after_an_outage_no_reminder_comes_too_late(day: Stage, back_at: str, reminders: int) -> None:
    lou = await day.member("Lou").id()
    async with day.house.core.store.work() as work:
        await work.people.set_reminders(day.group, lou, wanted=True)
    await begins(day, Mode.OPEN)
    await day.at(back_at)
    assert sum("there is no answer of yours yet" in line for line in day.heard["Lou"]) == reminders
