"""Forms of several fields in the room: as a page, as a dialog, and with their words kept when refused."""

import json
from collections.abc import AsyncIterator

import pytest

from adapters.web.room.as_json import card_as_json
from adapters.web.room.values import Spot, direct
from bot.domain.cards import Note
from bot.domain.forms import Choice, Field, FieldForm
from bot.domain.happenings import Action, FieldsSent
from tests.contract.cards import a_scenario
from tests.fakes.served_room import PageRead, ServedRoom, served_room

MANY = tuple(Choice(f"c{number}", f"Choice {number}") for number in range(9))
FORM = FieldForm(
    action=Action.APPEAL,
    subject="7/3",
    title="An <appeal>",
    says="A person reads it.",
    fields=(
        Field("which", "Which line", "b", choices=(Choice("a", "Finding the cause"), Choice("b", "Costs"))),
        Field("many", "One of many", "c8", choices=MANY),
        Field("why", "Your reason", "Because </textarea> I", 40, tall=True),
        Field("short", "A short one", '"quoted"', 10),
    ),
    sends="Send the appeal",
)


@pytest.fixture
async def served() -> AsyncIterator[ServedRoom]:
    async with served_room() as it:
        yield it


@pytest.fixture
def thread(served: ServedRoom) -> str:
    return served.posted(a_scenario())


def filled(**changed: str) -> dict[str, str]:
    values = {"which": "a", "many": "c2", "why": "It says more.\r\n\r\nMuch.", "short": "x", **changed}
    return {f"field-{name}": value for name, value in values.items()}


def sent(served: ServedRoom, at: str = "channel", **changed: str) -> dict[str, str]:
    """What a browser sends back of the page that it was shown."""
    return {"at": at, "form": card_as_json(FORM.again({}, "")), **filled(**changed)}


async def test_a_button_opens_it_as_a_page_that_works_without_a_script(
    served: ServedRoom, thread: str
) -> None:
    served.it.answers.append(FORM)

    opened = await served.post(f"/room/you/press/{thread}", button="0 Grade me")

    page = PageRead(opened.text)
    assert opened.status_code == 200
    assert "An <appeal>" in page.text
    assert "A person reads it." in page.text
    assert 'action="/room/you/fields"' in opened.text
    assert '<input type="radio" name="field-which" value="b" checked' in opened.text
    assert '<option value="c8" selected>' in opened.text
    assert ">\nBecause &lt;/textarea&gt; I</textarea>" in opened.text
    assert 'value="&#34;quoted&#34;"' in opened.text
    assert "Send the appeal" in page.text
    assert ("role", "alert") in page.attributes
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"]
    assert served.it.room.lines(served.it.root, "you")[-1].ref == thread


async def test_a_command_opens_it_in_a_dialog(served: ServedRoom) -> None:
    served.it.answers.append(FORM)

    opened = await served.live("/room/you/say", at="channel", text="/debrief ask")

    assert opened.text.startswith("<form")
    assert "<html" not in opened.text


@pytest.mark.parametrize("place", ["channel", "thread", "direct"])
async def test_what_is_sent_reaches_the_core_and_is_answered_where_it_was_opened(
    served: ServedRoom, thread: str, place: str
) -> None:
    at, path, spot = {
        "channel": ("channel", "/room/you", served.it.root),
        "thread": (f"thread:{thread}", f"/room/you/thread/{thread}", Spot(served.it.room.channel, thread)),
        "direct": ("direct", "/room/you/direct", direct("you")),
    }[place]
    served.it.answers.append(Note("Taken."))

    answer = await served.post("/room/you/fields", **sent(served, at))

    assert answer.headers["location"] == f"{path}#end"
    (heard,) = served.it.heard
    assert isinstance(heard, FieldsSent)
    assert (heard.action, heard.subject, heard.account.ref) == (Action.APPEAL, "7/3", "you")
    assert heard.values == {"which": "a", "many": "c2", "why": "It says more.\n\nMuch.", "short": "x"}
    line = served.it.room.lines(spot, "you")[-1]
    assert (line.card, line.only_for) == (Note("Taken."), "you")


async def test_a_dialog_is_told_what_became_of_it(served: ServedRoom) -> None:
    served.it.answers.append(Note("Taken."))

    answer = await served.live("/room/you/fields", **sent(served))

    assert "Taken." in answer.text
    assert "<html" not in answer.text
    assert served.it.room.lines(served.it.root, "you") == ()


async def test_what_the_core_doesnt_take_stands_in_the_form_again(served: ServedRoom) -> None:
    values = {"which": "a", "many": "c2", "why": "Too short", "short": ""}
    served.it.answers += [FORM.again(values, "Say more."), FORM.again(values, "Say more.")]

    page = await served.post("/room/you/fields", **sent(served))
    dialog = await served.live("/room/you/fields", **sent(served))

    assert (page.status_code, dialog.status_code) == (422, 200)
    for answer in (page, dialog):
        assert "Say more." in answer.text
        assert ">\nToo short</textarea>" in answer.text
        assert 'name="field-which" value="a" checked' in answer.text


async def test_a_text_that_is_too_long_keeps_every_field(served: ServedRoom) -> None:
    long = "y" * 41

    page = await served.post("/room/you/fields", **sent(served, why=long, short="kept"))
    live = await served.live("/room/you/fields", **sent(served, why=long))

    assert page.status_code == 422
    assert "41 characters long, and 40 can be sent" in PageRead(page.text).text
    assert f">\n{long}</textarea>" in page.text
    assert 'value="kept"' in page.text
    assert live.status_code == 422
    assert "Your reason" in live.text
    assert served.it.heard == []


async def test_what_the_core_cant_hear_yet_is_carried_later(served: ServedRoom) -> None:
    served.it.away = True
    answer = await served.live("/room/you/fields", **sent(served))
    assert "Kept. Debrief answers as soon as it is back." in answer.text

    served.it.away = False
    served.it.elapsed.now += 60
    served.it.answers.append(FORM.again({"why": "My only copy", "which": "a"}, "Say more."))
    await served.it.desk.carry_all()

    card = served.it.room.lines(served.it.root, "you")[-1].card
    assert isinstance(card, Note)
    assert card.text == "Say more.\n\nWhat you typed, to copy:\n\nMy only copy"


@pytest.mark.parametrize(
    "form",
    [
        "",
        "{}",
        "[",
        "[" * 60_000,
        '{"kind": "Note", "it": {"text": "x"}}',
        '{"kind": "FieldForm", "it": {}}',
        '{"kind": "Nothing", "it": 1}',
        card_as_json(FORM).replace('"appeal"', '"nonsense"'),
        json.dumps({"kind": "FieldForm", "it": {"fields": None}}),
    ],
)
async def test_a_damaged_form_is_refused_in_a_sentence(served: ServedRoom, form: str) -> None:
    answer = await served.post("/room/you/fields", at="channel", form=form)

    assert answer.status_code == 409
    assert "nothing was sent" in PageRead(answer.text).text
    assert served.it.heard == []


async def test_a_thread_that_isnt_there_leaves_the_answer_in_private(served: ServedRoom) -> None:
    served.it.answers.append(Note("Taken."))

    answer = await served.post("/room/you/fields", **sent(served, "thread:gone"))

    assert answer.headers["location"] == "/room/you/direct#end"
    assert served.it.room.lines(direct("you"), "you")[-1].card == Note("Taken.")


async def test_a_form_from_another_site_is_refused(served: ServedRoom) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}

    answer = await served.client.post("/room/you/fields", data=sent(served), headers=headers)

    assert answer.status_code == 403
    assert served.it.heard == []
