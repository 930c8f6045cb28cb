"""What a page says of a scenario, a note or a question whose time is over."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.web.room.stream import with_their_neighbours
from adapters.web.room.values import Line, direct
from adapters.web.room.views import NextStep
from bot.domain.card_parts import Button
from bot.domain.cards import Note, PacketCard, QuestionCard, ScenarioCard
from bot.domain.happenings import Action, ButtonPressed
from bot.practice.rounds import words as round_words
from tests.contract.cards import a_board, a_packet, a_scenario
from tests.fakes.served_room import ServedRoom, served_room

SENIOR = "What a senior answer said"
_ROUND = (Button(Action.END_TURN, "Done", "1/1"), Button(Action.STOP_ROUND, "Stop", "1"))


@pytest.fixture
async def served() -> AsyncIterator[ServedRoom]:
    async with served_room() as it:
        yield it


def posted(served: ServedRoom, text: str, **other: object) -> str:
    names = (
        (Action.GRADE_ME, "Grade me"),
        (Action.SKIP_TODAY, "Skip today"),
        (Action.MY_DEBRIEF, "My debrief"),
    )
    buttons = tuple(Button(action, label, text) for action, label in names)
    deadline = served.it.clock.now() + timedelta(days=1)
    card: ScenarioCard = replace(a_scenario(text), buttons=buttons, deadline=deadline, **other)  # type: ignore[arg-type]
    return served.posted(card)


async def test_a_closed_scenario_leads_to_what_a_senior_answer_said(served: ServedRoom) -> None:
    ref = posted(served, "Monday.")
    paths = ("/room/you", f"/room/you/thread/{ref}")
    for path in paths:
        page = await served.page(path)
        assert SENIOR not in page.text
        assert "Closes " in page.text
        assert "Skip today" in page.text

    served.it.clock.forward(days=1)

    for path in paths:
        page = await served.page(path)
        assert SENIOR in page.text
        assert "Closed " in page.text
        assert "Closes " not in page.text
        assert "Skip today" not in page.text
        assert "Answer in the thread" not in page.text
    await served.post(f"/room/you/press/{ref}", button="2 My debrief")
    heard = served.it.heard[-1]
    assert isinstance(heard, ButtonPressed)
    assert heard.action is Action.MY_DEBRIEF


async def test_the_way_to_it_stands_beside_a_folded_scenario(served: ServedRoom) -> None:
    old = posted(served, "Monday.")
    served.it.clock.forward(days=1)
    posted(served, "Tuesday.")

    page = await served.page("/room/you")

    folded = page.html[page.html.index(f'id="line-{old}"') :]
    beside = folded[folded.index("</details>") : folded.index("</article>")]
    assert SENIOR in beside
    assert f'href="/room/you/thread/{old}"' in beside
    assert page.text.count("Answer in the thread") == 1


async def test_private_notes_of_earlier_days_are_folded_where_they_stand(served: ServedRoom) -> None:
    room, root = served.it.room, served.it.root
    for text in ("One.", "Two."):
        room.put(root, None, card=Note(text), only_for="you")
    room.put(root, "ana", text="Hello")
    room.put(root, None, card=Note("Three."), only_for="you")
    room.put(direct("you"), None, card=Note("In private."), only_for="you")
    assert "private note" not in (await served.page("/room/you")).text

    served.it.clock.forward(days=1)
    room.put(root, None, card=Note("Today."), only_for="you")

    page = await served.page("/room/you")
    assert "2 private notes" in page.text
    assert "1 private note " in page.text
    assert page.html.index("Hello") < page.html.index("1 private note<")
    beneath = page.html[page.html.index("1 private note<") :]
    assert beneath.index("Three.") < beneath.index("</details>") < beneath.index("Today.")
    private = await served.page("/room/you/direct")
    assert "private note" not in private.text
    assert "Only you see this" not in private.text


def asks(served: ServedRoom, turn: int) -> Line:
    return served.it.room.put(
        direct("you"), None, card=QuestionCard("T", "Chair", "Why?", turn, 3, buttons=_ROUND)
    )


def pressable(html: str, ref: str) -> bool:
    return f"/room/you/press/{ref}" in html


@pytest.mark.parametrize(
    "ends", [round_words.TAKEN, round_words.STOPPED_EMPTY, round_words.QUIET_DAY, a_packet()]
)
async def test_a_turn_that_is_over_has_nothing_to_press(served: ServedRoom, ends: Note | PacketCard) -> None:
    question = asks(served, 1)
    await served.it.acts.say("you", direct("you"), "Because so.")
    page = (await served.page("/room/you/direct")).html
    assert page.count(f"/room/you/press/{question.ref}") == 2
    before = served.it.room.count

    served.it.room.put(direct("you"), None, card=ends, only_for="you" if isinstance(ends, Note) else None)

    assert not pressable((await served.page("/room/you/direct")).html, question.ref)
    changed = with_their_neighbours(served.it.room.changed_since(before, "you"), served.pages.eyes("you"))
    assert question.ref in [line.ref for line in changed]


async def test_only_the_newest_question_is_answered(served: ServedRoom) -> None:
    first, second = asks(served, 1), asks(served, 2)
    served.it.room.put(direct("you"), None, card=round_words.NOTHING_YET, only_for="you")
    served.it.room.put(direct("ana"), None, card=a_packet())

    page = (await served.page("/room/you/direct")).html

    assert [pressable(page, ref) for ref in (first.ref, second.ref)] == [False, True]


async def test_what_this_is_stands_open_until_somebody_has_begun(served: ServedRoom) -> None:
    intro = 'data-keep="intro"'
    assert intro in (await served.page("/room/you")).html
    assert intro not in (await served.page("/room/ana")).html

    await served.it.acts.say("you", served.it.root, "Hello")

    page = await served.page("/room/you")
    assert intro not in page.html
    assert "What is this?" in page.text
    assert "The automatic check reads." in page.text


async def test_the_newcomer_is_nobody_elses_you(served: ServedRoom) -> None:
    await served.it.acts.say("you", served.it.root, "Hello")

    assert "You " in (await served.page("/room/you")).text
    theirs = await served.page("/room/ben")
    assert "The newcomer" in theirs.text
    assert '<span class="member" dir="auto">You</span>' not in theirs.html


async def test_a_clock_on_its_way_says_how_far(served: ServedRoom) -> None:
    served.study.moving, served.study.bound_for = True, served.it.clock.now() + timedelta(days=1)

    there = served.study.bound_for.astimezone(served.study.zone)
    assert f"on its way to {there:%A %H:%M}" in (await served.page("/room/you")).text


async def test_what_comes_by_the_clock_can_be_named(served: ServedRoom) -> None:
    scenario, board = posted(served, "Monday."), served.posted(a_board("The week's board"))
    day = served.it.clock.now().astimezone(served.study.zone)

    page = await served.page("/room/you")

    assert ("data-new", f"{day:%A}’s scenario is here") in page.attributes
    assert ("data-new", "The week's board is here") in page.attributes
    assert {f"line-{scenario}", f"line-{board}"} <= set(page.ids)


async def test_a_step_may_go_on_behind_its_link(served: ServedRoom) -> None:
    for title, says in (
        ("The hailstorm", "The hailstorm. Then the board."),
        ("Why?", "Why? Then the board."),
    ):
        served.study.step = NextStep("It waits:", "/room/you", title, "Then the board.")
        assert f"It waits: {says}" in (await served.page("/room/you")).text


async def test_a_command_in_a_refusal_is_shown_as_code(served: ServedRoom) -> None:
    answer = await served.post("/room/you/say", at="channel", text="/nonsense")

    assert "<code>/debrief help</code>" in answer.text
