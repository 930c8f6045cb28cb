"""Interactions as happenings: who, where, and what was meant."""

from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.chats.readings import UNREADABLE
from adapters.discord.commands import PUT_BACK, TAKE_OUT
from adapters.discord.heard import acts
from adapters.discord.heard.asker import Asker, asker_of
from adapters.discord.heard.replies import window
from adapters.discord.wording import FieldsTo, reads_form
from bot.domain.forms import AnswerForm, Field, FieldForm
from bot.domain.happenings import Account, Action, Command
from bot.domain.mode import Privacy

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
USER = {"id": "7", "username": "ada.l", "global_name": "Ada"}
TEXT, THREAD = {"id": "20", "type": 0}, {"id": "30", "type": 11, "parent_id": "20"}
DIRECT = {"id": "40", "type": 1}


def payload(data: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "id": "100",
        "application_id": "1",
        "token": "secret",
        "type": 2,
        "guild_id": "10",
        "channel_id": "20",
        "channel": TEXT,
        "member": {"user": USER, "nick": None},
        "data": data or {},
    }
    return whole | more


def directly(data: dict[str, Any] | None = None) -> dict[str, Any]:
    whole = payload(data, channel=DIRECT, channel_id="40", user=USER)
    return {name: value for name, value in whole.items() if name not in ("guild_id", "member")}


def slash(name: str, *options: dict[str, Any]) -> dict[str, Any]:
    return {"id": "5", "name": name, "type": 1, "options": list(options)}


def sub(name: str, **given: str) -> dict[str, Any]:
    values = [{"name": key, "type": 3, "value": value} for key, value in given.items()]
    return {"name": name, "type": 1, "options": values}


def menu(name: str, author: str = "7") -> dict[str, Any]:
    messages = {"55": {"id": "55", "author": {"id": author}}}
    return {"id": "6", "name": name, "type": 3, "target_id": "55", "resolved": {"messages": messages}}


def asker(data: dict[str, Any] | None = None, **more: Any) -> Asker:
    return asker_of(payload(data, **more))


def test_who_acts_is_called_the_same_in_every_server() -> None:
    assert asker().account == Account("discord", "", "7", "Ada")
    assert asker(member={"user": USER, "nick": "Countess"}).account.name == "Ada"


def test_a_thread_is_of_its_channel() -> None:
    it = asker(channel=THREAD, channel_id="30")
    assert (it.installation_ref, it.channel_ref, it.thread_ref, it.direct) == ("10", "20", "30", False)


def test_a_channel_that_isnt_described_is_named_by_its_id() -> None:
    it = asker(channel=None)
    assert (it.channel_ref, it.thread_ref) == ("20", None)


def test_direct_messages_are_of_no_server() -> None:
    it = asker_of(directly())
    assert (it.installation_ref, it.direct, it.account.ref) == ("", True, "7")
    assert it.source().direct
    assert not asker_of(payload()).source().direct


def test_a_conversation_of_others_is_not_answered_so_that_all_read_it() -> None:
    assert not asker_of(directly() | {"context": 2}).direct
    assert asker_of(directly() | {"context": 1}).direct


def test_no_token_shows_in_a_log() -> None:
    assert "secret" not in repr(asker())


@pytest.mark.parametrize("lacks", ["id", "token", "application_id", "member"])
def test_what_isnt_as_described_is_unreadable(lacks: str) -> None:
    whole = {name: value for name, value in payload().items() if name != lacks}
    with pytest.raises(UNREADABLE):
        asker_of(whole)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (slash("debrief", sub("board", over="last week", by="improved")), "board last week improved"),
        (slash("debrief", sub("board", by="improved", over="last week")), "board last week improved"),
        (slash("debrief", sub("settings", zone="Europe/Berlin")), "settings zone Europe/Berlin"),
        (slash("debrief", sub("me")), "me"),
        (slash("debrief", sub("gone", words="a b")), "gone a b"),
        (slash("debrief"), ""),
        (slash("debrief", {"name": "words", "type": 3, "value": "board week"}), "board week"),
        (slash("debrief", {"name": "group", "type": 2, "options": [sub("inner")]}), "group inner"),
    ],
)
def test_a_command_reads_as_if_it_had_been_typed(data: dict[str, Any], text: str) -> None:
    found = acts.command(asker(data), NOW)
    assert found is not None
    assert (found.command, found.text, found.channel_ref) == (Command.MEMBER, text, "20")
    assert (found.source.event_ref, found.source.installation_ref) == ("100", "10")
    assert found.given_at == NOW


def test_a_command_in_a_thread_is_of_the_channel_and_directly_of_none() -> None:
    threaded = acts.command(asker(slash("debrief-admin", sub("queue")), channel=THREAD), NOW)
    assert threaded is not None
    assert (threaded.command, threaded.channel_ref) == (Command.ORGANISER, "20")
    direct = acts.command(asker_of(directly(slash("debrief", sub("me")))), NOW)
    assert direct is not None
    assert direct.channel_ref is None


@pytest.mark.parametrize("data", [slash("other", sub("me")), {"id": "1", "name": "debrief", "type": 2}])
def test_a_command_that_isnt_ours_is_none(data: dict[str, Any]) -> None:
    assert acts.command(asker(data), NOW) is None


def test_a_press_names_its_subject() -> None:
    found = acts.press(asker({"custom_id": "debrief:hint:2:9/1|post-9.0"}), NOW)
    assert found is not None
    assert (found.action, found.subject, found.source.event_ref) == (Action.HINT, "9/1", "100")
    assert acts.press(asker({"custom_id": "vote:1"}), NOW) is None


def test_only_buttons_that_may_open_a_form_wait_for_it() -> None:
    assert acts.opens(asker({"custom_id": "debrief:answer:1:9"}))
    assert not acts.opens(asker({"custom_id": "debrief:hint:1:9"}))


@pytest.mark.parametrize(("name", "out"), [(TAKE_OUT, True), (PUT_BACK, False)])
def test_a_message_is_taken_by_its_menu(name: str, *, out: bool) -> None:
    it = asker(menu(name), channel=THREAD)
    found = acts.taken(it)
    assert found is not None
    assert (found.out, found.at.channel_ref, found.at.message_ref, found.at.thread_ref) == (
        out,
        "20",
        "55",
        "30",
    )
    assert acts.wrote(it) == "7"


def test_a_menu_that_isnt_ours_takes_nothing() -> None:
    assert acts.taken(asker(menu("Translate"))) is None
    assert acts.wrote(asker({**menu(TAKE_OUT), "resolved": None})) == ""


def sent(custom_id: str, text: str, ref: str = "100") -> Asker:
    field = {"type": 4, "custom_id": "fill:0:0::answer", "value": text}
    return asker({"custom_id": custom_id, "components": [{"type": 18, "component": field}]}, id=ref)


def test_a_form_sent_again_is_the_same_happening() -> None:
    form = AnswerForm("9", "The hailstorm", "A prompt.", "", Privacy.OPEN)
    opened, anew = (window(form, 0, ref)["custom_id"] for ref in ("90", "91"))
    to = reads_form(opened)
    assert to is not None
    assert not isinstance(to, FieldsTo)
    assert to.post == "9"
    refs = [
        acts.answer_sent(sent(name, text, ref), to, NOW).source.event_ref
        for name, text, ref in [
            (opened, "One.", "100"),
            (opened, "One.", "101"),
            (opened, "Two.", "102"),
            (anew, "One.", "103"),
        ]
    ]
    assert refs[0] == refs[1]
    assert len(set(refs)) == 3
    assert all("One" not in ref and len(ref) < 80 for ref in refs)


def test_a_form_whose_name_has_no_room_is_known_by_its_interaction() -> None:
    form = FieldForm(Action.APPEAL, "s" * 70, "Appeal", "", (Field("why", "Why?"),))
    name = window(form, 0, "90")["custom_id"]
    assert len(name) <= 100
    to = reads_form(name)
    assert isinstance(to, FieldsTo)
    assert acts.fields_sent(sent(name, "One."), to, NOW).source.event_ref == "100"


def test_the_longest_subject_of_the_core_has_room() -> None:
    form = FieldForm(Action.APPEAL, "s" * 61, "Appeal", "", (Field("why", "Why?"),))
    assert "|" in window(form, 0, "90")["custom_id"]
