"""What a page counts as somebody's answer: this try's words, wherever in the channel they were written."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from adapters.web.room.tries import begun
from adapters.web.room.values import Line, Spot, direct
from bot.domain.answering import MOST_GRADINGS
from bot.domain.card_parts import Button
from bot.domain.cards import Note
from bot.domain.forms import AnswerForm
from bot.domain.happenings import Action
from bot.domain.mode import Privacy
from tests.contract.cards import a_debrief, a_scenario
from tests.fakes.served_room import ServedRoom, served_room

TEXT = "A prompt."


@pytest.fixture
async def served() -> AsyncIterator[ServedRoom]:
    async with served_room() as it:
        yield it


@pytest.fixture
def root(served: ServedRoom) -> str:
    return served.posted(a_scenario(TEXT))


async def written(served: ServedRoom, spot: Spot, text: str) -> Line:
    served.it.clock.forward(minutes=1)
    await served.it.acts.say("you", spot, text)
    return served.it.room.alter(served.it.room.lines(spot, "you")[-1].ref, counted=True)


def debriefed(served: ServedRoom) -> str:
    served.it.clock.forward(minutes=1)
    return served.it.room.put(direct("you"), None, card=a_debrief(TEXT)).ref


async def tries_again(served: ServedRoom, debrief: str) -> None:
    served.it.clock.forward(minutes=1)
    await served.post(f"/room/you/press/{debrief}", button="0 Try again")


def thread(served: ServedRoom, root: str) -> Spot:
    return Spot(served.it.room.channel, root)


async def bar(served: ServedRoom, root: str) -> str:
    return (await served.page(f"/room/you/thread/{root}")).text


async def test_only_the_new_trys_words_are_counted_and_marked(served: ServedRoom, root: str) -> None:
    old = await written(served, thread(served, root), "I would stop it at once.")
    await tries_again(served, debriefed(served))

    assert "New try Only what you write from now on is read." in await bar(served, root)
    new = await written(served, thread(served, root), "Ask first.")

    page = await served.page(f"/room/you/thread/{root}")
    assert "New try 2 words of 180 to 350 Grade me" in page.text
    assert page.text.count("part of your first try") == 1
    assert f"/room/you/take/{new.ref}" in page.html
    assert f"/room/you/take/{old.ref}" not in page.html


async def test_an_open_page_is_told_of_the_older_words(served: ServedRoom, root: str) -> None:
    old = await written(served, thread(served, root), "I would stop it at once.")
    debrief, before = debriefed(served), served.it.room.count

    await tries_again(served, debrief)

    assert old.ref in [line.ref for line in served.it.room.changed_since(before, "you")]


async def test_a_second_wish_begins_nothing_before_the_next_debrief(served: ServedRoom, root: str) -> None:
    await written(served, thread(served, root), "I would stop it at once.")
    first = debriefed(served)
    await tries_again(served, first)
    await written(served, thread(served, root), "Ask first.")

    await tries_again(served, first)
    assert "New try 2 words" in await bar(served, root)
    await tries_again(served, debriefed(served))

    assert "part of your second try" in await bar(served, root)


async def test_no_try_begins_without_a_debrief_or_beyond_the_last(served: ServedRoom, root: str) -> None:
    line = served.it.room.line(root, "you")
    assert line is not None
    wish = served.it.room.put(
        direct("you"), None, card=Note("?", (Button(Action.TRY_AGAIN, "Try again", "1"),))
    )
    await tries_again(served, wish.ref)
    assert begun(served.it.room, line, "you") == []

    for _ in range(MOST_GRADINGS):
        last = debriefed(served)
    await tries_again(served, last)

    assert begun(served.it.room, line, "you") == []


async def test_a_form_after_a_debrief_begins_a_try(served: ServedRoom, root: str) -> None:
    await written(served, thread(served, root), "I would stop it at once.")
    debriefed(served)
    served.it.clock.forward(minutes=1)

    await served.post("/room/you/form/1", text="  ")
    assert "part of your answer" in await bar(served, root)
    await served.post("/room/you/form/1", text="Another one.")

    assert "part of your first try" in await bar(served, root)


async def test_an_answer_from_the_channel_is_counted_in_its_thread(served: ServedRoom, root: str) -> None:
    await written(served, served.it.root, "I would stop it at once.")
    await written(served, thread(served, root), "And ask first.")

    page = await served.page(f"/room/you/thread/{root}")
    assert "Your answer 9 words of 180 to 350" in page.text
    assert "One has answered." in (await served.page("/room/you")).text

    later = served.posted(a_scenario("Tomorrow's."))
    assert "Your answer" not in await bar(served, later)
    await written(served, served.it.root, "Tomorrow's answer.")
    assert "Your answer 9 words" in await bar(served, root)
    assert "Your answer 2 words" in await bar(served, later)


async def test_the_debrief_is_shown_in_the_thread_once_it_is_there(served: ServedRoom) -> None:
    buttons = (Button(Action.GRADE_ME, "Grade me", "1"), Button(Action.MY_DEBRIEF, "My debrief", "1"))
    root = served.posted(replace(a_scenario(TEXT), buttons=buttons))
    await written(served, thread(served, root), "I would stop it at once.")
    debriefed(served)

    page = await served.page(f"/room/you/thread/{root}")

    assert "Debrief has read it. Your debrief My debrief" in page.text
    served.it.answers.append(a_debrief("Shown here."))
    await served.post(f"/room/you/press/{root}", button="1 My debrief", at=f"thread:{root}")
    assert "Shown here." in await bar(served, root)


async def test_an_offer_that_was_taken_up_goes(served: ServedRoom, root: str) -> None:
    card = Note("Use this as my answer?", (Button(Action.USE_AS_ANSWER, "Use this as my answer", "1/c/m"),))
    offers = [served.it.room.put(served.it.root, None, card=card, only_for="you").ref for _ in range(2)]
    served.it.answers.append(Note("Taken as your answer."))

    await served.post(f"/room/you/press/{offers[0]}", button="0 Use this as my answer")

    page = await served.page("/room/you")
    assert f"line-{offers[0]}" not in page.ids
    assert f"line-{offers[1]}" in page.ids


async def test_what_a_dialog_said_isnt_whispered_too(served: ServedRoom, root: str) -> None:
    pressable = Note("Sealed.", (Button(Action.HIDE_ANSWER, "Leave me out", "1"),))
    served.it.answers += [
        AnswerForm("1", "T", "P", "", Privacy.OPEN),
        Note("Kept."),
        pressable,
        Note("Again."),
    ]
    await served.live(f"/room/you/press/{root}", button="0 Grade me")

    said = [(await served.live("/room/you/form/1", text="Because.")).text for _ in range(2)]
    await served.post("/room/you/form/1", text="Because.")

    assert "Kept." in said[0]
    assert "Sealed." in said[1]
    assert "Leave me out" not in said[1]
    whispers = [line.card for line in served.it.room.lines(thread(served, root), "you") if line.only_for]
    assert whispers == [pressable, Note("Again.")]
