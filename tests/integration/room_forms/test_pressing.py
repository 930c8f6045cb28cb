"""Buttons, private forms and the clock, by plain forms and by the page's script."""

from datetime import timedelta

import pytest

from adapters.web.room.typed import LONGEST
from adapters.web.room.values import Spot
from adapters.web.study.study import STOPPED_SHORT
from bot.domain.cards import Note
from bot.domain.forms import AnswerForm
from bot.domain.happenings import (
    ButtonPressed,
    FormSent,
)
from bot.domain.mode import Privacy
from bot.errors import RetryLater
from tests.fakes.served_room import PageRead, ServedRoom


async def test_a_press_is_answered_where_the_card_was_seen(served: ServedRoom, thread: str) -> None:
    for at, path in (
        (f"thread:{thread}", f"/room/you/thread/{thread}"),
        ("", "/room/you"),
        ("direct", "/room/you"),
    ):
        served.it.answers.append(Note(f"Reading it, {at}."))
        answer = await served.post(f"/room/you/press/{thread}", button="0 Grade me", at=at)
        assert answer.headers["location"] == f"{path}#end"
        assert isinstance(served.it.heard[-1], ButtonPressed)
        place = path.removeprefix("/room/you")
        spot = Spot(served.it.room.channel, thread) if place else served.it.root
        card = served.it.room.lines(spot, "you")[-1].card
        assert card == Note(f"Reading it, {at}.")


@pytest.mark.parametrize("button", ["", "9 Grade me", "0 Something else", "-1", "0x", "99999999999999999999"])
async def test_a_button_that_isnt_there_does_nothing(served: ServedRoom, thread: str, button: str) -> None:
    answer = await served.post(f"/room/you/press/{thread}", button=button)

    assert answer.status_code == 409
    assert "That button is gone" in answer.text
    assert served.it.heard == []


async def test_a_private_answer_comes_by_a_form(served: ServedRoom, thread: str) -> None:
    form = AnswerForm("1", "The hailstorm", "Why?", "A draft", Privacy.OPEN)
    served.it.answers += [form, Note("Kept, seen by nobody else.")]

    opened = await served.post(f"/room/you/press/{thread}", button="0 Grade me")
    answer = await served.post("/room/you/form/1", text="Because.")

    assert 'action="/room/you/form/1"' in opened.text
    assert ">\nA draft</textarea>" in opened.text
    assert answer.headers["location"] == f"/room/you/thread/{thread}#end"
    heard = served.it.heard[-1]
    assert isinstance(heard, FormSent)
    assert heard.text == "Because."


async def test_a_form_opens_in_a_dialog_and_says_there_what_became_of_it(
    served: ServedRoom, thread: str
) -> None:
    served.it.answers += [AnswerForm("1", "The hailstorm", "Why?", "", Privacy.OPEN), Note("Kept.")]

    opened = await served.live(f"/room/you/press/{thread}", button="0 Grade me")
    answer = await served.live("/room/you/form/1", text="Because.")

    assert opened.text.startswith("<form")
    assert "Kept." in answer.text
    assert "<html" not in opened.text + answer.text


async def test_a_form_that_is_too_long_keeps_its_words(served: ServedRoom, thread: str) -> None:
    text = "y" * (LONGEST + 1)

    answer = await served.post("/room/you/form/1", text=text)

    assert answer.status_code == 422
    assert "nothing is lost" in answer.text
    assert f">\n{text}</textarea>" in answer.text
    assert (await served.live("/room/you/form/1", text=text)).status_code == 422


async def test_a_whisper_is_dismissed_by_whom_it_is_for(served: ServedRoom) -> None:
    line = served.it.room.put(served.it.root, None, card=Note("Psst."), only_for="you")

    assert (await served.post(f"/room/ana/dismiss/{line.ref}")).status_code == 409
    assert "Psst." in (await served.page("/room/you")).text
    await served.post(f"/room/you/dismiss/{line.ref}")
    assert "Psst." not in (await served.page("/room/you")).text


async def test_the_clock_is_set_from_any_page_and_leads_back_to_it(served: ServedRoom) -> None:
    for came_from, goes_to in (
        ("/room/you/direct", "/room/you/direct"),
        ("/room/ana/direct", "/room/you"),
        ("/elsewhere", "/room/you"),
    ):
        headers = {"Referer": f"http://127.0.0.1{came_from}"}
        answer = await served.client.post("/room/you/clock", data={"jump": "quiet"}, headers=headers)
        assert answer.headers["location"] == goes_to
    assert served.study.jumped == ["quiet"] * 3
    assert (await served.post("/room/you/clock", jump="friday")).status_code == 409


async def test_a_clock_that_stopped_on_its_way_says_why(served: ServedRoom) -> None:
    served.study.trouble = RetryLater(STOPPED_SHORT, timedelta(seconds=5))

    live = await served.live("/room/you/clock", jump="quiet")
    plain = await served.post("/room/you/clock", jump="quiet")

    assert (live.status_code, live.text) == (503, STOPPED_SHORT)
    assert (plain.status_code, plain.headers["retry-after"]) == (503, "5")
    assert STOPPED_SHORT in PageRead(plain.text).text


async def test_a_form_from_another_site_is_refused(served: ServedRoom) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}

    answer = await served.client.post("/room/you/say", data={"at": "channel", "text": "Hi"}, headers=headers)

    assert answer.status_code == 403
    assert served.it.room.lines(served.it.root, "you") == ()
