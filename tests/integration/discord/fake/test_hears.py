"""Which events come, to whom, with how much; and how they can go astray."""

from typing import Any

from tests.fakes.discord.server import EventFault
from tests.integration.discord.fake_discord_stage import Group, Raw
from tests.integration.discord.fake_gateway_stage import CONTENT, DIRECT, GUILDS, MESSAGES, USUAL, socket


def sent(stage: Group) -> list[str]:
    return [kind for kind, _ in stage.discord.events]


async def test_only_what_was_asked_for_comes(stage: Group) -> None:
    discord = stage.discord
    async with socket(stage) as line:
        await line.ready(GUILDS)
        said = await discord.posts(stage.ada, stage.practice, "Mine")
        await discord.reacts(stage.ada, stage.practice, said, "📝")
        await discord.types(stage.ada, stage.practice)
        await discord.posts(stage.ada, discord.direct(stage.ada), "Between us")
        await discord.leaves(stage.ben)
        assert sent(stage) == []
        await discord.renames(stage.practice, "study")
        assert sent(stage) == ["CHANNEL_UPDATE"]


async def test_with_all_intents_all_comes(stage: Group) -> None:
    discord = stage.discord
    stage.app.granted.update(("guild_members", "presences"))
    async with socket(stage) as line:
        await line.ready((1 << 16) - 1)
        said = await discord.posts(stage.ada, stage.practice, "Mine")
        await discord.edits(stage.ada, stage.practice, said, "Mine!")
        await discord.reacts(stage.ada, stage.practice, said, "📝")
        await discord.unreacts(stage.ada, stage.practice, said, "📝")
        await discord.types(stage.ada, stage.practice)
        await discord.deletes(stage.ada, stage.practice, said)
        thread = await discord.opens_thread(stage.ada, stage.practice, "Ours", private=True)
        bot = discord.bot_of(stage.guild)
        await discord.adds_to_thread(stage.ada, thread, bot)
        await discord.archives(stage.ada, thread)
        await discord.leaves_thread(bot, thread)
        await discord.leaves(stage.ben)
        await discord.joins(stage.ben, stage.guild, hello_in=stage.practice)

    assert sent(stage) == [
        "MESSAGE_CREATE",
        "MESSAGE_UPDATE",
        "MESSAGE_REACTION_ADD",
        "MESSAGE_REACTION_REMOVE",
        "TYPING_START",
        "MESSAGE_DELETE",
        "THREAD_CREATE",
        "THREAD_MEMBERS_UPDATE",
        "THREAD_UPDATE",
        "GUILD_MEMBER_REMOVE",
        "GUILD_MEMBER_ADD",
        "MESSAGE_CREATE",
    ]


async def _heard(stage: Group, intents: int, text: str) -> dict[str, Any]:
    async with socket(stage) as line:
        await line.ready(intents)
        await stage.discord.posts(stage.ada, stage.practice, text, files={"a.txt": b"words"})
        return await line.hears("MESSAGE_CREATE")


async def test_without_its_intent_what_people_write_comes_blank(stage: Group) -> None:
    blank = await _heard(stage, GUILDS | MESSAGES, "Mine")
    whole = await _heard(stage, GUILDS | MESSAGES | CONTENT, "Mine")
    named = await _heard(stage, GUILDS | MESSAGES, f"<@{stage.app.bot.id}> Mine")

    assert (blank["content"], blank["attachments"], blank["author"]["id"]) == ("", [], stage.ada.id)
    assert (whole["content"], len(whole["attachments"])) == ("Mine", 1)
    assert named["content"].endswith("Mine")


async def test_own_words_and_direct_ones_come_whole_all_the_same(stage: Group, call: Raw) -> None:
    async with socket(stage) as line:
        await line.ready(GUILDS | MESSAGES | DIRECT)
        await call.made(f"POST {stage.at()}/messages", {"content": "Own."})
        assert (await line.hears("MESSAGE_CREATE"))["content"] == "Own."
        await stage.discord.posts(stage.ada, stage.discord.direct(stage.ada), "Between us")
        direct = await line.hears("MESSAGE_CREATE")
        assert (direct["content"], "guild_id" in direct) == ("Between us", False)


async def test_what_a_reply_answers_is_blank_too(stage: Group) -> None:
    said = await stage.discord.posts(stage.ada, stage.practice, "Mine")
    async with socket(stage) as line:
        await line.ready(GUILDS | MESSAGES)
        await stage.discord.replies(stage.ben, stage.practice, said, "Yours")
        heard = await line.hears("MESSAGE_CREATE")

    assert (heard["type"], heard["referenced_message"]["content"]) == (19, "")


async def test_a_channel_that_it_does_not_see_it_does_not_hear(stage: Group) -> None:
    discord = stage.discord
    async with socket(stage) as line:
        await line.ready()
        discord.permits(stage.practice, discord.bot_of(stage.guild), deny=["view_channel"])
        await line.hears("CHANNEL_DELETE")
        await discord.posts(stage.ada, stage.practice, "Mine")
        await discord.opens_thread(stage.ada, stage.practice, "Ours")

    assert sent(stage) == ["CHANNEL_DELETE"]


async def test_a_private_thread_is_heard_of_by_who_is_in_it(stage: Group) -> None:
    discord = stage.discord
    async with socket(stage) as line:
        await line.ready()
        thread = await discord.opens_thread(stage.ada, stage.practice, "Ours", private=True)
        await discord.posts(stage.ada, thread, "unheard")
        await discord.adds_to_thread(stage.ada, thread, discord.bot_of(stage.guild))
        assert (await line.hears("THREAD_CREATE"))["member"]["user_id"] == stage.app.bot.id
        await discord.posts(stage.ada, thread, "heard")
        assert (await line.hears("MESSAGE_CREATE"))["content"] == "heard"


async def test_a_guild_comes_goes_fails_and_recovers(stage: Group) -> None:
    discord = stage.discord
    other = discord.guild("Other")
    async with socket(stage) as line:
        await line.ready()
        await line.hears("GUILD_CREATE")
        discord.install(stage.app, other)
        assert (await line.hears("GUILD_CREATE"))["name"] == "Other"
        await discord.fails(other)
        assert await line.hears("GUILD_DELETE") == {"id": other.id, "unavailable": True}
        await discord.recovers(other)
        assert (await line.hears("GUILD_CREATE"))["unavailable"] is False
        await discord.removes_app(other)
        assert await line.hears("GUILD_DELETE") == {"id": other.id}
        await discord.posts(discord.member(other, "Cleo"), discord.channel(other, "c"), "unheard")
    assert "MESSAGE_CREATE" not in sent(stage)


async def test_many_deletions_come_as_one_event(stage: Group) -> None:
    discord = stage.discord
    stage.discord.permits(stage.practice, stage.ben, allow=["manage_messages"])
    ids = [await discord.posts(stage.ada, stage.practice, "w") for _ in range(2)]
    async with socket(stage) as line:
        await line.ready()
        await discord.deletes_many(stage.ben, stage.practice, ids)
        assert (await line.hears("MESSAGE_DELETE_BULK"))["ids"] == ids


async def test_events_come_twice_late_out_of_order_malformed_or_never(stage: Group) -> None:
    discord, faults = stage.discord, stage.discord.faults

    async def posts(text: str) -> str:
        return await discord.posts(stage.ada, stage.practice, text)

    async with socket(stage) as line:
        await line.ready(USUAL)
        faults.event("MESSAGE_CREATE", EventFault(copies=2))
        await posts("twice")
        seqs = [(await line.hears("MESSAGE_CREATE"))["content"] and line.seq for _ in range(2)]
        assert seqs[0] != seqs[1]
        faults.event("MESSAGE_CREATE", EventFault(held=True), times=2)
        one, _ = await posts("one"), await posts("two")
        await discord.edits(stage.ada, stage.practice, one, "one, edited")
        assert (await line.hears("MESSAGE_UPDATE"))["content"] == "one, edited"
        await discord.releases(lambda held: held[::-1])
        assert [(await line.hears("MESSAGE_CREATE"))["content"] for _ in range(2)] == ["two", "one"]
        faults.event("MESSAGE_CREATE", EventFault(malformed={"author": None, "type": "strange"}))
        await posts("malformed")
        assert "author" not in await line.hears("MESSAGE_CREATE")
        faults.event("MESSAGE_CREATE", EventFault(lost=True))
        await posts("never")
        await posts("heard")
        assert (await line.hears("MESSAGE_CREATE"))["content"] == "heard"


async def test_a_line_is_cut_before_or_after_an_event_which_is_replayed(stage: Group) -> None:
    for cut in ("before", "after"):
        stage.discord.faults.event("MESSAGE_CREATE", EventFault(cut="before" if cut == "before" else "after"))
        async with socket(stage) as line:
            await line.ready()
            await line.hears("GUILD_CREATE")
            await stage.discord.posts(stage.ada, stage.practice, cut)
            await line.closed()
        async with socket(stage, of=line) as again:
            await again.resume()
            assert (await again.hears("MESSAGE_CREATE"))["content"] == cut


async def test_two_processes_of_one_app_both_hear(stage: Group) -> None:
    async with socket(stage) as one, socket(stage) as two:
        await one.ready()
        await two.ready()
        await stage.discord.posts(stage.ada, stage.practice, "Mine")
        heard = [await each.hears("MESSAGE_CREATE") for each in (one, two)]

    assert heard[0]["id"] == heard[1]["id"]


async def test_each_shard_hears_its_own_guilds_and_the_first_direct_words(stage: Group) -> None:
    shard = (int(stage.guild.id) >> 22) % 2
    async with socket(stage) as own, socket(stage) as other:
        await own.ready(shard=[shard, 2])
        await other.ready(shard=[1 - shard, 2])
        await stage.discord.posts(stage.ada, stage.practice, "in the guild")
        await stage.discord.posts(stage.ada, stage.discord.direct(stage.ada), "direct")
        first = own if shard == 0 else other
        assert (await own.hears("MESSAGE_CREATE"))["content"] == "in the guild"
        assert (await first.hears("MESSAGE_CREATE"))["content"] == "direct"
