"""What may be posted, changed and taken away, and what Discord refuses of it."""

from typing import Any

import pytest

from tests.fakes.discord.routes import reactions
from tests.fakes.discord.server import FakeDiscord
from tests.integration.discord.fake_discord_stage import Group, Raw
from tests.integration.discord.fake_message_parts import EMBED, button, rows

GONE = "/channels/404/messages"


def text(stage: Group) -> list[str]:
    return [each.text for each in stage.discord.messages(stage.practice)]


async def test_at_each_limit_a_message_is_taken(stage: Group, call: Raw) -> None:
    embed = {"title": "t" * 256, "description": "d" * 4096, "footer": {"text": "f" * 1648}}
    many = [button(str(each), label="l" * 80) for each in range(5)]
    body = {"content": "c" * 2000, "embeds": [embed], "components": rows(*many), "nonce": "n" * 25}

    made = await call.made(f"POST {stage.at()}/messages", body)
    assert len(made["content"] + made["embeds"][0]["description"]) == 6096


@pytest.mark.parametrize("body", [{}, {"content": ""}, {"content": " \n"}, {"embeds": []}])
async def test_an_empty_message_is_none(stage: Group, call: Raw, body: dict[str, Any]) -> None:
    assert await call.refused(f"POST {stage.at()}/messages", body) == (400, 50006)


async def test_words_are_stripped_at_both_ends(stage: Group, call: Raw) -> None:
    assert (await call.made(f"POST {stage.at()}/messages", {"content": "  a b \n"}))["content"] == "a b"


async def test_only_who_may_writes_and_the_right_is_named_by_its_absence(stage: Group, call: Raw) -> None:
    to, bot = f"POST {stage.at()}/messages", stage.discord.bot_of(stage.guild)
    embeds = {"embeds": [EMBED]}

    async def without(permission: str, body: dict[str, Any]) -> tuple[int, int]:
        stage.discord.permits(stage.practice, bot, deny=[permission])
        return await call.refused(to, body)

    assert await without("view_channel", {"content": "w"}) == (403, 50001)
    assert await without("send_messages", {"content": "w"}) == (403, 50013)
    assert await without("embed_links", embeds) == (403, 50013)
    reply = {"content": "w", "message_reference": {"message_id": "1"}}
    assert await without("read_message_history", reply) == (400, 160002)
    assert await call.refused(f"POST {GONE}", {"content": "w"}) == (404, 10003)
    voice = stage.discord.channel(stage.guild, "voice", kind="voice")
    forum = stage.discord.channel(stage.guild, "forum", kind="forum")
    assert await call.refused(f"POST {stage.at(voice)}/messages", {"content": "w"}) == (400, 50024)
    assert await call.refused(f"POST {stage.at(forum)}/messages", {"content": "w"}) == (400, 50008)


async def test_direct_messages_reach_who_takes_them(stage: Group, call: Raw) -> None:
    discord: FakeDiscord = stage.discord
    closed = discord.member(stage.guild, "Cleo", takes_messages=False)
    opened = await call.made("POST /users/@me/channels", {"recipient_id": stage.ada.id})
    again = await call.made("POST /users/@me/channels", {"recipient_id": stage.ada.id})
    await call.made(f"POST /channels/{opened['id']}/messages", {"content": "For you."})

    assert opened["id"] == again["id"]
    assert [each.text for each in discord.messages(discord.direct(stage.ada), stage.ada)] == ["For you."]
    shut = await call.made("POST /users/@me/channels", {"recipient_id": closed.id})
    assert await call.refused(f"POST /channels/{shut['id']}/messages", {"content": "w"}) == (403, 50007)
    await discord.leaves(stage.ada)
    assert await call.refused(f"POST /channels/{opened['id']}/messages", {"content": "w"}) == (403, 50278)
    for wrong in ("404", stage.app.bot.id):
        assert await call.refused("POST /users/@me/channels", {"recipient_id": wrong}) == (400, 50033)
    assert await call.wrong("POST /users/@me/channels", {"recipient_id": "Ada"}) != {}
    other = discord.application("Other")
    assert (await call.refused("POST /users/@me/channels", {"recipient_id": other.bot.id}))[1] == 50007


async def test_a_repeated_nonce_makes_no_second_message(stage: Group, call: Raw) -> None:
    to = f"POST {stage.at()}/messages"
    body = {"content": "Once.", "nonce": "key", "enforce_nonce": True}
    one, two = await call.made(to, body), await call.made(to, body | {"content": "Twice."})

    assert (one["id"], text(stage)) == (two["id"], ["Once."])
    await call.made(to, body | {"enforce_nonce": False})
    assert len(text(stage)) == 2
    stage.discord.state.nonce_window = -1
    await call.made(to, body)
    assert len(text(stage)) == 3


async def test_a_nonce_holds_for_one_channel_and_a_message_that_stands(stage: Group, call: Raw) -> None:
    other = stage.discord.channel(stage.guild, "other")
    body = {"content": "Once.", "nonce": "key", "enforce_nonce": True}
    made = await call.made(f"POST {stage.at()}/messages", body)
    await call.made(f"POST {stage.at(other)}/messages", body)
    await call(f"DELETE {stage.at()}/messages/{made['id']}")

    again = await call.made(f"POST {stage.at()}/messages", body)
    assert again["id"] != made["id"]
    assert len(stage.discord.messages(other)) == 1


async def test_only_its_own_message_can_be_changed(stage: Group, call: Raw) -> None:
    own = await call.made(f"POST {stage.at()}/messages", {"content": "Words.", "embeds": [EMBED]})
    theirs = await stage.discord.posts(stage.ada, stage.practice, "Mine")
    at = f"{stage.at()}/messages"
    changed = await call.made(f"PATCH {at}/{own['id']}", {"content": "Changed."})

    assert (changed["content"], changed["embeds"][0]["title"]) == ("Changed.", "Scenario")
    assert changed["edited_timestamp"] is not None
    assert await call.refused(f"PATCH {at}/{theirs}", {"content": "Not mine"}) == (403, 50005)
    assert await call.refused(f"PATCH {at}/404", {"content": "Nobody's"}) == (404, 10008)
    assert await call.refused(f"PATCH {at}/{own['id']}", {"content": "", "embeds": []}) == (400, 50006)
    assert await call.wrong(f"PATCH {at}/{own['id']}", {"content": "w" * 2001}) != {}
    assert text(stage) == ["Changed.", "Mine"]


async def test_an_edit_holds_what_its_rights_allow(stage: Group, call: Raw) -> None:
    own = await call.made(f"POST {stage.at()}/messages", {"content": "Words."})
    one = f"PATCH {stage.at()}/messages/{own['id']}"
    stage.discord.permits(stage.practice, stage.discord.bot_of(stage.guild), deny=["embed_links"])

    assert await call.refused(one, {"embeds": [EMBED]}) == (403, 50013)
    assert (await call(one, {"content": "Changed."}))[0] == 200


async def test_deleting_others_messages_needs_a_permission(stage: Group, call: Raw) -> None:
    own = await call.made(f"POST {stage.at()}/messages", {"content": "Words."})
    theirs = await stage.discord.posts(stage.ada, stage.practice, "Mine")
    at = f"DELETE {stage.at()}/messages"

    assert await call(f"{at}/{own['id']}") == (204, b"")
    assert await call.refused(f"{at}/{own['id']}") == (404, 10008)
    assert await call.refused(f"{at}/{theirs}") == (403, 50013)
    stage.discord.permits(stage.practice, stage.discord.bot_of(stage.guild), allow=["manage_messages"])
    assert (await call(f"{at}/{theirs}"))[0] == 204
    direct = stage.discord.direct(stage.ada)
    said = await stage.discord.posts(stage.ada, direct, "Hello")
    assert await call.refused(f"DELETE {stage.at(direct)}/messages/{said}") == (403, 50003)


async def test_many_are_deleted_at_once_but_not_one_nor_old_ones(stage: Group, call: Raw) -> None:
    to = f"POST {stage.at()}/messages/bulk-delete"
    ids = [await stage.discord.posts(stage.ada, stage.practice, "Mine") for _ in range(3)]
    assert await call.refused(to, {"messages": ids}) == (403, 50013)
    stage.discord.permits(stage.practice, stage.discord.bot_of(stage.guild), allow=["manage_messages"])

    assert await call.refused(to, {"messages": ids[:1]}) == (400, 50016)
    assert (await call(to, {"messages": ids[:2]}))[0] == 204
    stage.discord.state.world.clock.forward(days=15)  # type: ignore[attr-defined]  # the tests' own clock
    new = await stage.discord.posts(stage.ada, stage.practice, "New")
    assert await call.refused(to, {"messages": [ids[2], new]}) == (400, 50034)


async def test_marks_are_set_once_and_need_a_right_to_be_first(stage: Group, call: Raw) -> None:
    said = await stage.discord.posts(stage.ada, stage.practice, "Mine")
    at = f"{stage.at()}/messages/{said}/reactions"
    bot = stage.discord.bot_of(stage.guild)
    for _ in range(2):
        assert (await call(f"PUT {at}/📝/@me"))[0] == 204

    (shown,) = stage.discord.messages(stage.practice)
    assert shown.message["_reactions"] == {"📝": [bot.id]}
    for method in ("PUT", "DELETE"):
        assert await call.refused(f"{method} {at}/memo/@me") == (400, 10014)
    assert await call.refused(f"GET {at}/memo") == (400, 10014)
    assert [each["id"] for each in await call.made(f"GET {at}/📝")] == [bot.id]
    assert await call.refused(f"PUT {stage.at()}/messages/404/reactions/📝/@me") == (404, 10008)
    stage.discord.permits(stage.practice, bot, deny=["add_reactions"])
    assert (await call(f"PUT {at}/📝/@me"))[0] == 204
    assert await call.refused(f"PUT {at}/👍/@me") == (403, 50013)
    stage.discord.permits(stage.practice, bot, deny=["read_message_history"])
    assert await call.refused(f"PUT {at}/📝/@me") == (403, 50013)
    assert await call.refused(f"DELETE {at}/📝/{stage.ada.id}") == (403, 50013)
    assert (await call(f"DELETE {at}/📝/@me"))[0] == 204
    assert shown.message["_reactions"] == {}


async def test_twenty_marks_are_all_that_a_message_takes(stage: Group, call: Raw) -> None:
    said = await stage.discord.posts(stage.ada, stage.practice, "Mine")
    for number in range(20):
        await stage.discord.reacts(stage.ada, stage.practice, said, chr(0x1F600 + number))

    refused = await call.refused(f"PUT {stage.at()}/messages/{said}/reactions/📝/@me")
    assert refused == (400, 30010)


async def test_pins_need_their_right_and_leave_a_word(
    stage: Group, call: Raw, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = await call.made(f"POST {stage.at()}/messages", {"content": "Words."})
    assert await call.refused(f"PUT {stage.at()}/pins/{own['id']}") == (403, 50013)
    stage.discord.permits(stage.practice, stage.discord.bot_of(stage.guild), allow=["pin_messages"])
    await call(f"PUT {stage.at()}/messages/pins/{own['id']}")

    assert [each.kind for each in stage.discord.messages(stage.practice)] == [0, 6]
    await call(f"DELETE {stage.at()}/pins/{own['id']}")
    assert not stage.discord.messages(stage.practice)[0].message["pinned"]
    monkeypatch.setattr(reactions, "MOST_PINS", 0)
    assert await call.refused(f"PUT {stage.at()}/pins/{own['id']}") == (400, 30003)
    stage.discord.permits(stage.practice, stage.discord.bot_of(stage.guild))
    assert await call.refused(f"DELETE {stage.at()}/pins/{own['id']}") == (403, 50013)


async def test_in_an_archived_thread_nothing_is_pinned(stage: Group, call: Raw) -> None:
    made = await call.made(f"POST {stage.at()}/threads", {"name": "n"})
    thread = stage.discord.state.world.channels[made["id"]]
    said = await call.made(f"POST {stage.at(thread)}/messages", {"content": "w"})
    stage.discord.permits(stage.practice, stage.discord.bot_of(stage.guild), allow=["pin_messages"])
    await call(f"PATCH {stage.at(thread)}", {"archived": True})

    for method in ("PUT", "DELETE"):
        assert await call.refused(f"{method} {stage.at(thread)}/pins/{said['id']}") == (400, 50083)


async def test_who_may_not_write_is_not_seen_typing(stage: Group, call: Raw) -> None:
    assert (await call(f"POST {stage.at()}/typing"))[0] == 204
    stage.discord.permits(stage.practice, stage.discord.bot_of(stage.guild), deny=["send_messages"])
    assert await call.refused(f"POST {stage.at()}/typing") == (403, 50013)
