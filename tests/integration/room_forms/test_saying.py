"""What is said in the room, changed, deleted and taken out, by plain forms and by the page's script."""

from dataclasses import replace

import pytest

from adapters.web.room.own_answer import own_answer
from adapters.web.room.typed import LONGEST
from adapters.web.room.values import Line, Spot, direct
from bot.domain.cards import Note
from bot.domain.happenings import (
    CommandGiven,
    MessageDeleted,
    MessagePosted,
    MessageTaken,
)
from bot.errors import RetryLater
from tests.contract.cards import a_debrief, a_scenario
from tests.fakes.served_room import PageRead, ServedRoom


async def own_line(served: ServedRoom, thread: str, text: str = "I would stop it.") -> Line:
    await served.it.acts.say("you", Spot(served.it.room.channel, thread), text)
    return served.it.room.replies(thread, "you")[-1]


@pytest.mark.parametrize("place", ["channel", "thread", "direct"])
async def test_what_is_said_stands_where_it_was_said(served: ServedRoom, thread: str, place: str) -> None:
    at, path, spot = {
        "channel": ("channel", "/room/you", served.it.root),
        "thread": (f"thread:{thread}", f"/room/you/thread/{thread}", Spot(served.it.room.channel, thread)),
        "direct": ("direct", "/room/you/direct", direct("you")),
    }[place]

    answer = await served.post("/room/you/say", at=at, text="First.\r\n\r\nSecond.")

    assert (answer.status_code, answer.headers["location"]) == (303, f"{path}#end")
    assert served.it.room.lines(spot, "you")[-1].text == "First.\n\nSecond."
    assert "First. Second." in " ".join((await served.page(path)).text.split())


async def test_a_command_is_answered_privately_and_stands_nowhere(served: ServedRoom) -> None:
    served.it.answers.append(Note("Only for you."))

    answer = await served.post("/room/you/say", at="channel", text="/debrief board")

    assert answer.status_code == 303
    assert isinstance(served.it.heard[-1], CommandGiven)
    assert "Only for you." in (await served.page("/room/you")).text
    assert "Only for you." not in (await served.page("/room/ana")).text


@pytest.mark.parametrize("place", ["channel", "thread", "direct"])
async def test_a_text_that_is_refused_stands_in_its_field_with_the_reason(
    served: ServedRoom, thread: str, place: str
) -> None:
    at = f"thread:{thread}" if place == "thread" else place
    text = "\nx" * LONGEST

    answer = await served.post("/room/you/say", at=at, text=text)

    assert answer.status_code == 422
    page = PageRead(answer.text)
    assert "nothing is lost" in page.text
    assert f">\n{text}</textarea>" in answer.text


async def test_a_script_is_told_in_a_sentence(served: ServedRoom) -> None:
    answer = await served.live("/room/you/say", at="channel", text="/nonsense")

    assert answer.status_code == 422
    assert answer.text.startswith("There is no command /nonsense here")


async def test_a_script_needs_nothing_back(served: ServedRoom, thread: str) -> None:
    mine = await own_line(served, thread)
    for path, form in (
        ("say", {"at": "channel", "text": "Hello"}),
        (f"edit/{mine.ref}", {"text": "Better."}),
        (f"take/{mine.ref}", {"out": "yes"}),
        ("clock", {"jump": "quiet"}),
        (f"press/{thread}", {"button": "0 Grade me"}),
        (f"delete/{mine.ref}", {}),
    ):
        answer = await served.live(f"/room/you/{path}", **form)
        assert (answer.status_code, answer.content) == (204, b""), path


async def test_an_edit_is_shown_and_told(served: ServedRoom, thread: str) -> None:
    mine = await own_line(served, thread)

    answer = await served.post(f"/room/you/edit/{mine.ref}", text="I would ask first.")

    assert answer.headers["location"] == f"/room/you/thread/{thread}#end"
    page = await served.page(f"/room/you/thread/{thread}")
    assert "I would ask first." in page.text
    assert "edited" in page.text
    heard = served.it.heard[-1]
    assert isinstance(heard, MessagePosted)
    assert heard.text == "I would ask first."


async def test_a_deleted_message_is_gone(served: ServedRoom, thread: str) -> None:
    mine = await own_line(served, thread)

    await served.post(f"/room/you/delete/{mine.ref}")

    assert "I would stop it." not in (await served.page(f"/room/ana/thread/{thread}")).html
    assert isinstance(served.it.heard[-1], MessageDeleted)


async def test_a_message_is_taken_out_by_its_author_and_put_back(served: ServedRoom, thread: str) -> None:
    mine = await own_line(served, thread)
    served.it.room.alter(mine.ref, counted=True)
    path = f"/room/you/thread/{thread}"
    assert 'name="out" value="yes" aria-pressed="true"' in (await served.page(path)).html

    await served.post(f"/room/you/take/{mine.ref}", out="yes")
    served.it.room.alter(mine.ref, counted=False)  # as the core has its mark taken away

    assert 'name="out" value="no" aria-pressed="false"' in (await served.page(path)).html
    await served.post(f"/room/you/take/{mine.ref}", out="no")
    heard = [it for it in served.it.heard if isinstance(it, MessageTaken)]
    assert [it.out for it in heard] == [True, False]


async def test_nobody_changes_what_somebody_else_wrote(served: ServedRoom, thread: str) -> None:
    mine = await own_line(served, thread)
    before = len(served.it.heard)

    for what in ("edit", "delete", "take"):
        answer = await served.post(f"/room/ana/{what}/{mine.ref}", text="Mine now.", out="yes")
        assert answer.status_code == 409
        assert "Only whoever wrote a message" in PageRead(answer.text).text

    assert len(served.it.heard) == before
    assert "Mine now." not in (await served.page(f"/room/you/thread/{thread}")).text


async def test_what_the_core_cant_hear_yet_is_kept_and_said(served: ServedRoom, thread: str) -> None:
    served.it.away = True

    answer = await served.post("/room/you/say", at=f"thread:{thread}", text="I would stop it.")

    assert answer.status_code == 303
    page = await served.page(f"/room/you/thread/{thread}")
    assert "I would stop it." in page.text
    assert "Kept. Debrief answers as soon as it is back." in page.text
    served.it.away = False
    served.it.elapsed.now += 60
    await served.it.desk.carry_all()
    assert "Kept." not in (await served.page(f"/room/you/thread/{thread}")).text


async def test_a_room_that_cant_write_gives_the_words_back(
    served: ServedRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_written: object) -> None:
        raise RetryLater("The disk is full.")

    whisper = served.it.room.put(served.it.root, None, card=Note("Psst."), only_for="you")
    monkeypatch.setattr(served.it.room._kept, "write", full)

    answer = await served.post("/room/you/say", at="channel", text="Keep this.")

    assert answer.status_code == 422
    assert "The disk is full." in answer.text
    assert ">\nKeep this.</textarea>" in answer.text
    assert "Keep this." not in (await served.page("/room/you")).text
    dismissed = await served.live(f"/room/you/dismiss/{whisper.ref}")
    assert "ry again in a moment." in dismissed.text
    assert dismissed.status_code in {422, 503}


async def test_an_act_that_nobody_knows_is_told(served: ServedRoom, thread: str) -> None:
    assert (await served.post(f"/room/you/burn/{thread}")).status_code == 404
    assert (await served.post("/room/nobody/say", at="channel", text="Hi")).status_code == 404


async def test_words_that_came_after_the_debrief_are_not_read_yet(served: ServedRoom, thread: str) -> None:
    line = await own_line(served, thread)
    served.it.room.alter(line.ref, counted=True)
    eyes, root = served.pages.eyes("you"), served.it.room.lines_by_ref[thread]
    served.it.clock.forward(minutes=10)
    debrief = replace(a_debrief(), scenario=a_scenario().title, buttons=())
    served.it.room.put(direct("you"), None, card=debrief)
    read = own_answer(eyes, root)
    assert read is not None
    assert read.read

    served.it.clock.forward(minutes=1)
    await served.it.acts.edit("you", line.ref, "I would stop it, and say so.")

    edited = own_answer(eyes, root)
    assert edited is not None
    assert not edited.read
