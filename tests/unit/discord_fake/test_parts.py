"""The fake's small parts: snowflakes, nested errors, intents, permissions of mentions."""

from typing import Any

import pytest

from bot.testing import FakeClock
from tests.fakes.discord.app import Application
from tests.fakes.discord.gateway.intents import (
    CONTENT,
    GUILD_MESSAGES,
    GUILDS,
    IN_DIRECT,
    IN_GUILDS,
    MEMBERS,
    VALID,
    for_session,
    refusal,
)
from tests.fakes.discord.gateway.sessions import Session
from tests.fakes.discord.refusal import KNOWN, Refused
from tests.fakes.discord.rules.commands import LOCALES, is_name
from tests.fakes.discord.rules.form import Form, units
from tests.fakes.discord.world import EPOCH, User, World


def test_ids_rise_and_hold_the_clocks_time(clock: FakeClock) -> None:
    world = World(clock)
    ids = [int(world.new_id()) for _ in range(3)]
    clock.forward(seconds=1)
    ids.append(int(world.new_id()))

    assert ids == sorted(set(ids))
    assert (ids[-1] >> 22) + EPOCH == int(clock.now().timestamp() * 1000)
    clock.forward(hours=-1)
    assert int(world.new_id()) > ids[-1]


def test_what_is_wrong_is_said_at_its_place() -> None:
    form = Form()
    form.text(("embeds", 0, "title"), "w" * 3, 0, 2)
    form.text(("embeds", 0, "title"), None, 1, 2, needed=True)

    with pytest.raises(Refused) as no:
        form.check()
    errors = no.value.body["errors"]["embeds"]["0"]["title"]["_errors"]
    assert [each["code"] for each in errors] == ["BASE_TYPE_MAX_LENGTH", "BASE_TYPE_REQUIRED"]
    assert (no.value.status, no.value.code) == (400, 50035)


def test_a_form_with_nothing_wrong_passes() -> None:
    form = Form()
    form.text(("a",), "ab", 1, 2)
    form.number(("n",), 5, 1, 5)
    form.check()


@pytest.mark.parametrize("wrong", [0, 6, "5", True, None])
def test_a_number_is_one_within_bounds(wrong: Any) -> None:
    form = Form()
    form.number(("n",), wrong, 1, 5)

    assert form.errors


def test_an_emoji_counts_two() -> None:
    assert (units("ab"), units("🙂"), units("é")) == (2, 2, 1)


def test_every_refusal_has_words_and_a_status_of_its_kind() -> None:
    for code, (status, words) in KNOWN.items():
        assert words
        assert status in (400, 401, 403, 404, 413, 429)
        assert Refused(code).body == {"message": words, "code": code}


def _app(*granted: str) -> Application:
    return Application("1", User("1", "Debrief", bot=True), "token", set(granted))


def test_privileged_intents_have_to_be_switched_on() -> None:
    assert refusal(GUILDS | CONTENT, _app()) == 4014
    assert refusal(GUILDS | CONTENT, _app("message_content")) == 0
    assert refusal(MEMBERS, _app("message_content")) == 4014
    assert refusal(VALID, _app("message_content", "presences", "guild_members")) == 0
    for wrong in (-1, True, None, 1 << 17, 1 << 30):
        assert refusal(wrong, _app("message_content")) == 4013


@pytest.mark.parametrize("kind", sorted(IN_GUILDS))
def test_each_event_of_a_guild_needs_its_intent(kind: str) -> None:
    data = {"user": {"id": "2"}, "author": {"id": "2"}, "id": "3"}

    def heard(intents: int) -> bool:
        return for_session(intents, _app(), kind, data, in_guild=True) is not None

    assert heard(IN_GUILDS[kind])
    assert not heard(VALID & ~IN_GUILDS[kind])


@pytest.mark.parametrize("kind", sorted(IN_DIRECT))
def test_each_direct_event_needs_its_own(kind: str) -> None:
    data = {"author": {"id": "2"}, "content": "w"}

    assert for_session(IN_DIRECT[kind], _app(), kind, data, in_guild=False) == data
    assert for_session(VALID & ~IN_DIRECT[kind], _app(), kind, data, in_guild=False) is None
    assert for_session(0, _app(), "INTERACTION_CREATE", data, in_guild=False) == data


def test_an_app_hears_of_its_own_membership_without_the_members_intent() -> None:
    own, others = ({"user": {"id": each}} for each in ("1", "2"))

    assert for_session(GUILDS, _app(), "GUILD_MEMBER_UPDATE", own, in_guild=True) is not None
    assert for_session(GUILDS, _app(), "GUILD_MEMBER_UPDATE", others, in_guild=True) is None
    for name, value in (("added_members", [{"user_id": "1"}]), ("removed_member_ids", ["1"])):
        data = {name: value}
        assert for_session(GUILDS, _app(), "THREAD_MEMBERS_UPDATE", data, in_guild=True) is not None
        assert for_session(GUILD_MESSAGES, _app(), "THREAD_MEMBERS_UPDATE", data, in_guild=True) is None


def test_a_session_keeps_what_it_sent_and_replays_what_came_after() -> None:
    session = Session(_app(), GUILDS)
    for number in range(3):
        session.push("TYPING_START", {"n": number})

    assert [number for number, _ in session.sent] == [1, 2, 3]
    assert session.can_replay(0)
    assert session.can_replay(3)
    assert not session.can_replay(4)
    session.sent.popleft()
    assert session.can_replay(1)
    assert not session.can_replay(0)


@pytest.mark.parametrize("name", ["debrief", "debrief-admin", "übung", "a_b", "日報", "x1"])
def test_names_that_commands_may_have(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("name", ["Debrief", "a b", "a.b", "a/b", "🙂"])
def test_names_that_they_may_not(name: str) -> None:
    assert not is_name(name)


def test_languages_are_those_of_discord() -> None:
    assert {"en-GB", "de", "pt-BR", "zh-CN"} < LOCALES
    assert len(LOCALES) == 32
