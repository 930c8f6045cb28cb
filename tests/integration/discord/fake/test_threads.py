"""Threads: who may begin, see, close and open them, and what they take when closed."""

from typing import Any

import pytest

from bot.testing import FakeClock
from tests.fakes.discord import threads as thread_rules
from tests.fakes.discord.server import Channel, NotPossible
from tests.integration.discord.fake_discord_stage import Group, Raw

PRIVATE = {"name": "Between us", "type": 12}


async def thread(stage: Group, call: Raw, **further: Any) -> Channel:
    """Of a message of the app's own."""
    card = await call.made(f"POST {stage.at()}/messages", {"content": "Today's scenario."})
    body = {"name": "Monday"} | further
    made = await call.made(f"POST {stage.at()}/messages/{card['id']}/threads", body)
    assert made["id"] == card["id"]
    return stage.discord.state.world.channels[made["id"]]


def deny(stage: Group, *names: str) -> None:
    stage.discord.permits(stage.practice, stage.discord.bot_of(stage.guild), deny=names)


async def test_a_thread_of_a_message_has_its_id_and_begins_only_once(stage: Group, call: Raw) -> None:
    made = await thread(stage, call)

    assert await call.refused(f"POST {stage.at()}/messages/{made.id}/threads", {"name": "x"}) == (400, 160004)
    card = (await call.made(f"GET {stage.at()}/messages"))[0]
    assert (card["thread"]["id"], card["flags"]) == (made.id, 1 << 5)
    (first,) = await call.made(f"GET {stage.at(made)}/messages")
    assert (first["type"], first["referenced_message"]["content"]) == (21, "Today's scenario.")
    assert await call.refused(f"DELETE {stage.at(made)}/messages/{first['id']}") == (403, 50021)


async def test_each_kind_of_thread_has_its_own_right(stage: Group, call: Raw) -> None:
    card = await call.made(f"POST {stage.at()}/messages", {"content": "Today's scenario."})
    of_card = f"POST {stage.at()}/messages/{card['id']}/threads"

    deny(stage, "create_public_threads")
    assert await call.refused(of_card, {"name": "n"}) == (403, 50013)
    assert await call.refused(f"POST {stage.at()}/threads", {"name": "n", "type": 11}) == (403, 50013)
    assert (await call(f"POST {stage.at()}/threads", PRIVATE))[0] == 201
    deny(stage, "create_private_threads")
    assert await call.refused(f"POST {stage.at()}/threads", PRIVATE) == (403, 50013)
    assert (await call(of_card, {"name": "n"}))[0] == 201
    deny(stage, "view_channel")
    assert await call.refused(f"POST {stage.at()}/threads", PRIVATE) == (403, 50001)
    voice = stage.discord.channel(stage.guild, "voice", kind="voice")
    assert await call.refused(f"POST {stage.at(voice)}/threads", PRIVATE) == (400, 50024)


async def test_a_public_thread_leaves_a_word_in_its_channel_and_a_private_one_none(
    stage: Group, call: Raw
) -> None:
    await call.made(f"POST {stage.at()}/threads", PRIVATE)
    assert stage.discord.messages(stage.practice) == []
    await call.made(f"POST {stage.at()}/threads", {"name": "Open", "type": 11})

    (word,) = stage.discord.messages(stage.practice)
    assert (word.kind, word.text) == (18, "Open")


async def test_writing_in_a_thread_needs_a_right_of_its_own(stage: Group, call: Raw) -> None:
    made = await thread(stage, call)
    deny(stage, "send_messages_in_threads")

    assert await call.refused(f"POST {stage.at(made)}/messages", {"content": "w"}) == (403, 50013)
    deny(stage, "send_messages")
    assert (await call(f"POST {stage.at(made)}/messages", {"content": "w"}))[0] == 200


async def test_a_private_thread_is_seen_by_its_members_and_who_manages_threads(
    stage: Group, call: Raw
) -> None:
    begun = await call.made(f"POST {stage.at()}/threads", PRIVATE)
    made = stage.discord.state.world.channels[begun["id"]]
    await call.made(f"POST {stage.at(made)}/messages", {"content": "w"})
    theirs = await stage.discord.opens_thread(stage.ada, stage.practice, "Ours", private=True)

    assert stage.discord.messages(made, stage.ada) == []
    assert (await call(f"PUT {stage.at(made)}/thread-members/{stage.ada.id}"))[0] == 204
    assert [each.text for each in stage.discord.messages(made, stage.ada)] == ["w"]
    assert await call.refused(f"GET {stage.at(theirs)}/messages") == (403, 50001)
    active = await call.made(f"GET /guilds/{stage.guild.id}/threads/active")
    assert [each["id"] for each in active["threads"]] == [made.id]
    stage.discord.may(stage.guild, "manage_threads", "view_channel")
    assert (await call(f"GET {stage.at(theirs)}/messages"))[0] == 200


async def test_who_is_in_a_thread_and_who_may_bring_or_take_whom(stage: Group, call: Raw) -> None:
    made = await thread(stage, call)
    members = f"{stage.at(made)}/thread-members"
    elsewhere = stage.discord.member(stage.discord.guild("Elsewhere"), "Stranger")

    assert await call.refused(f"PUT {members}/{elsewhere.id}") == (404, 10007)
    assert await call.refused(f"GET {members}/{stage.ada.id}") == (404, 10007)
    await call(f"PUT {members}/{stage.ada.id}")
    assert (await call.made(f"GET {members}/{stage.ada.id}"))["user_id"] == stage.ada.id
    assert await call.refused(f"DELETE {members}/{stage.ada.id}") == (403, 50013)
    assert await call.refused(f"GET {members}") == (403, 50001)
    stage.app.granted.add("guild_members")
    assert len(await call.made(f"GET {members}")) == 2
    assert (await call(f"DELETE {members}/@me"))[0] == 204
    assert await call.refused(f"GET {stage.at()}/thread-members") == (400, 50024)
    stage.discord.permits(stage.practice, stage.ben, deny=["view_channel"])
    assert await call.refused(f"PUT {members}/{stage.ben.id}") == (403, 50001)


async def test_only_who_made_a_closed_circle_brings_others_in(stage: Group, call: Raw) -> None:
    theirs = await stage.discord.opens_thread(stage.ada, stage.practice, "Ours", private=True)
    await stage.discord.adds_to_thread(stage.ada, theirs, stage.discord.bot_of(stage.guild))
    assert theirs.thread is not None
    theirs.thread.invitable = False

    assert await call.refused(f"PUT {stage.at(theirs)}/thread-members/{stage.ben.id}") == (403, 50013)
    theirs.thread.invitable = True
    assert (await call(f"PUT {stage.at(theirs)}/thread-members/{stage.ben.id}"))[0] == 204


async def test_in_an_archived_thread_nothing_changes_until_somebody_writes(stage: Group, call: Raw) -> None:
    made = await thread(stage, call)
    said = await call.made(f"POST {stage.at(made)}/messages", {"content": "w"})
    one = f"{stage.at(made)}/messages/{said['id']}"
    assert (await call.made(f"PATCH {stage.at(made)}", {"archived": True}))["thread_metadata"]["archived"]

    for closed in (f"PATCH {one}", f"DELETE {one}", f"PUT {one}/reactions/📝/@me"):
        assert await call.refused(closed, {"content": "x"}) == (400, 50083)
    for closed in (f"PATCH {stage.at(made)}", f"PUT {stage.at(made)}/thread-members/{stage.ada.id}"):
        assert await call.refused(closed, {"name": "x"}) == (400, 50083)
    for closed in (f"DELETE {stage.at(made)}/thread-members/@me", f"DELETE {one}/reactions/📝/@me"):
        assert await call.refused(closed) == (400, 50083)
    await call.made(f"POST {stage.at(made)}/messages", {"content": "awake"})
    assert made.thread is not None
    assert not made.thread.archived
    assert (await call(f"PATCH {one}", {"content": "x"}))[0] == 200


async def test_a_locked_thread_is_for_who_manages_threads(stage: Group, call: Raw) -> None:
    made = await thread(stage, call)
    at = f"PATCH {stage.at(made)}"
    assert await call.refused(at, {"locked": True}) == (403, 50013)
    stage.discord.permits(stage.practice, stage.ada, allow=["manage_threads"])
    await stage.discord.locks(stage.ada, made)
    with pytest.raises(NotPossible):
        await stage.discord.posts(stage.ben, made, "w")

    assert await call.refused(f"POST {stage.at(made)}/messages", {"content": "w"}) == (403, 160005)
    await stage.discord.archives(stage.ada, made)
    assert await call.refused(f"POST {stage.at(made)}/messages", {"content": "w"}) == (400, 50083)
    assert await call.refused(at, {"archived": False}) == (403, 50013)
    stage.discord.may(stage.guild, "manage_threads", "view_channel", "send_messages_in_threads")
    assert (await call(at, {"archived": False, "locked": False}))[0] == 200


async def test_of_others_threads_only_opening_is_free(stage: Group, call: Raw) -> None:
    theirs = await stage.discord.opens_thread(stage.ada, stage.practice, "Ours")

    assert await call.refused(f"PATCH {stage.at(theirs)}", {"name": "Mine"}) == (403, 50013)
    assert await call.refused(f"PATCH {stage.at(theirs)}", {"archived": True}) == (403, 50013)
    assert await call.refused(f"DELETE {stage.at(theirs)}") == (403, 50013)
    await stage.discord.archives(stage.ada, theirs)
    deny(stage, "send_messages_in_threads")
    assert await call.refused(f"PATCH {stage.at(theirs)}", {"archived": False}) == (403, 50013)
    assert await call.refused(f"PUT {stage.at(theirs)}/thread-members/{stage.ben.id}") == (400, 50083)
    deny(stage)
    assert (await call(f"PATCH {stage.at(theirs)}", {"archived": False}))[0] == 200
    deny(stage, "send_messages_in_threads")
    assert await call.refused(f"PUT {stage.at(theirs)}/thread-members/{stage.ben.id}") == (403, 50013)


async def test_silence_archives_a_thread_by_the_clock(stage: Group, call: Raw, clock: FakeClock) -> None:
    made = await thread(stage, call, auto_archive_duration=60)
    assert made.thread is not None
    clock.forward(minutes=59)
    await stage.discord.archives_due()
    assert not made.thread.archived
    await stage.discord.posts(stage.ada, made, "w")
    clock.forward(minutes=59)
    assert (await call.made(f"GET {stage.at(made)}"))["thread_metadata"]["archived"] is False
    clock.forward(minutes=1)

    assert (await call.made(f"GET {stage.at(made)}"))["thread_metadata"]["archived"] is True
    assert (await call.made(f"GET /guilds/{stage.guild.id}/threads/active"))["threads"] == []
    archived = await call.made(f"GET {stage.at()}/threads/archived/public")
    assert [each["id"] for each in archived["threads"]] == [made.id]


async def test_what_a_member_writes_wakes_a_thread_that_fell_asleep_meanwhile(
    stage: Group, call: Raw, clock: FakeClock
) -> None:
    made = await thread(stage, call, auto_archive_duration=60)
    said = await stage.discord.posts(stage.ada, made, "w")
    clock.forward(minutes=60)
    with pytest.raises(NotPossible):
        await stage.discord.edits(stage.ada, made, said, "x")
    await stage.discord.posts(stage.ada, made, "y")
    await stage.discord.edits(stage.ada, made, said, "x")


async def test_archived_threads_are_listed_by_pages_and_by_right(
    stage: Group, call: Raw, clock: FakeClock
) -> None:
    made = [await thread(stage, call) for _ in range(3)]
    begun = await call.made(f"POST {stage.at()}/threads", PRIVATE)
    for each in (*made, stage.discord.state.world.channels[begun["id"]]):
        clock.forward(minutes=1)
        await call(f"PATCH {stage.at(each)}", {"archived": True})
    at = f"GET {stage.at()}/threads/archived/public"
    page = await call.made(f"{at}?limit=2")

    assert [each["id"] for each in page["threads"]] == [made[2].id, made[1].id]
    assert page["has_more"]
    before = page["threads"][-1]["thread_metadata"]["archive_timestamp"].replace("+", "%2B")
    rest = await call.made(f"{at}?before={before}")
    assert ([each["id"] for each in rest["threads"]], rest["has_more"]) == ([made[0].id], False)
    assert await call.refused(f"GET {stage.at()}/threads/archived/private") == (403, 50013)
    own = await call.made(f"GET {stage.at()}/users/@me/threads/archived/private")
    assert [each["id"] for each in own["threads"]] == [begun["id"]]
    deny(stage, "read_message_history")
    assert await call.refused(at) == (403, 50013)


async def test_a_guild_has_only_so_many_open_threads(
    stage: Group, call: Raw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thread_rules, "MOST_ACTIVE", 1)
    made = await thread(stage, call)

    assert await call.refused(f"POST {stage.at()}/threads", PRIVATE) == (400, 160006)
    await call(f"PATCH {stage.at(made)}", {"archived": True})
    assert (await call(f"POST {stage.at()}/threads", PRIVATE))[0] == 201


async def test_a_thread_outlives_its_message_but_not_its_channel(stage: Group, call: Raw) -> None:
    made = await thread(stage, call)
    await call(f"DELETE {stage.at()}/messages/{made.id}")
    assert (await call(f"POST {stage.at(made)}/messages", {"content": "w"}))[0] == 200

    await stage.discord.deletes_channel(stage.practice)
    assert await call.refused(f"POST {stage.at(made)}/messages", {"content": "w"}) == (404, 10003)
