"""The unmodified discord.py lives on the fake: it logs in, posts, hears, edits, and reads."""

import asyncio
import io
from datetime import timedelta

import discord
import pytest

from bot.testing import FakeClock
from tests.integration.discord.fake_discord_stage import (
    Bot,
    Group,
    few_intents,
    point_at,
    running,
    text_channel,
    until,
)


async def test_it_logs_in_and_sees_its_guild(stage: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(stage, monkeypatch) as bot:
        (guild,) = bot.guilds

        assert bot.user is not None
        assert (bot.user.name, guild.name, guild.unavailable) == ("debrief", "Heron Study", False)
        assert [each.name for each in guild.text_channels] == ["practice"]
        assert guild.me.guild_permissions.create_public_threads
        assert not guild.me.guild_permissions.manage_threads


async def test_what_it_posts_is_seen_and_what_members_write_in_its_thread_is_heard(
    stage: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(stage, monkeypatch) as bot:
        channel = text_channel(bot, stage.practice)
        message = await channel.send("Today's scenario.")
        thread = await message.create_thread(name="Monday")
        (made,) = stage.discord.threads(stage.practice)
        await stage.discord.posts(stage.ada, made, "My answer.")
        await until(lambda: any(each.content == "My answer." for each in bot.heard.of("message")))

        assert [each.text for each in stage.discord.messages(stage.practice, stage.ada)] == [
            "Today's scenario."
        ]
        heard = bot.heard.of("message")[-1]
        assert (heard.channel.id, heard.author.display_name) == (thread.id, "Ada")


async def test_an_edit_and_a_deletion_of_what_it_never_saw_are_heard_raw(
    stage: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = [await stage.discord.posts(stage.ada, stage.practice, "Before") for _ in range(3)]
    stage.discord.permits(stage.practice, stage.ben, allow=["manage_messages"])
    async with running(stage, monkeypatch) as bot:
        await stage.discord.edits(stage.ada, stage.practice, said[0], "After")
        await stage.discord.deletes(stage.ada, stage.practice, said[0])
        await stage.discord.deletes_many(stage.ben, stage.practice, said[1:])
        await until(lambda: bool(bot.heard.of("raw_bulk_message_delete")))

        (edit,), (gone,) = bot.heard.of("raw_message_edit"), bot.heard.of("raw_message_delete")
        assert (edit.cached_message, edit.data["content"], gone.message_id) == (None, "After", int(said[0]))
        (many,) = bot.heard.of("raw_bulk_message_delete")
        assert many.message_ids == {int(each) for each in said[1:]}


async def test_it_edits_deletes_reacts_and_replies(stage: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(stage, monkeypatch) as bot:
        channel = text_channel(bot, stage.practice)
        message = await channel.send("Words.")
        await message.edit(content="Changed.")
        await message.add_reaction("📝")
        reply = await message.reply("And this.")

        shown, answer = stage.discord.messages(stage.practice, stage.ada)
        assert (shown.text, shown.marks, answer.reply_to) == ("Changed.", ["📝"], str(message.id))
        await message.remove_reaction("📝", channel.guild.me)
        await reply.delete()
        assert [each.marks for each in stage.discord.messages(stage.practice)] == [[]]


async def test_a_picture_and_its_embed_arrive(stage: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(stage, monkeypatch) as bot:
        file = discord.File(io.BytesIO(b"png"), "board.png", description="The board")
        embed = discord.Embed(title="The board", description="Week 10")
        embed.set_image(url="attachment://board.png")
        await text_channel(bot, stage.practice).send(embed=embed, file=file)

        (shown,) = stage.discord.messages(stage.practice, stage.ada)
        assert (shown.files[0]["description"], shown.words) == ("The board", "The board\nWeek 10")


async def test_history_is_read_in_pages_and_from_a_moment_on(
    stage: Group, monkeypatch: pytest.MonkeyPatch, clock: FakeClock
) -> None:
    for number in range(150):
        clock.forward(seconds=1)
        await stage.discord.posts(stage.ada, stage.practice, str(number))
    async with running(stage, monkeypatch) as bot:
        channel = text_channel(bot, stage.practice)
        whole = [each.content async for each in channel.history(limit=None, oldest_first=True)]
        since = clock.now() - timedelta(seconds=4.5)
        late = [each.content async for each in channel.history(limit=None, after=since)]

    assert (len(whole), whole[0], whole[-1]) == (150, "0", "149")
    assert late == ["145", "146", "147", "148", "149"]


async def test_a_forum_post_is_made_with_its_tag(stage: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    made = stage.discord.channel(stage.guild, "forum", kind="forum", tags=["daily"], tag_required=True)
    async with running(stage, monkeypatch) as bot:
        forum = bot.get_channel(int(made.id))
        assert isinstance(forum, discord.ForumChannel)
        post = await forum.create_thread(
            name="Monday", content="Today's scenario.", applied_tags=[forum.available_tags[0]]
        )

        (thread,) = stage.discord.threads(made)
        assert (thread.id, post.message.content) == (str(post.thread.id), "Today's scenario.")
        assert [each.text for each in stage.discord.messages(thread, stage.ben)] == ["Today's scenario."]


async def test_a_private_thread_a_direct_word_and_a_closed_door(
    stage: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = stage.discord.member(stage.guild, "Cleo", takes_messages=False)
    async with running(stage, monkeypatch) as bot:
        channel = text_channel(bot, stage.practice)
        thread = await channel.create_thread(name="Round", type=discord.ChannelType.private_thread)
        await thread.add_user(discord.Object(int(stage.ada.id)))
        await thread.send("Begin.")
        ada = await bot.fetch_user(int(stage.ada.id))
        await ada.send("For you.")
        with pytest.raises(discord.Forbidden) as no:
            await (await bot.fetch_user(int(closed.id))).send("For you.")

        assert no.value.code == 50007
        (made,) = stage.discord.threads(stage.practice)
        assert [each.text for each in stage.discord.messages(made, stage.ada)] == ["Begin."]
        assert stage.discord.messages(made, stage.ben) == []
        direct = stage.discord.direct(stage.ada)
        assert [each.text for each in stage.discord.messages(direct, stage.ada)] == ["For you."]
        await stage.discord.posts(stage.ada, direct, "And for you.")
        await until(lambda: any(each.content == "And for you." for each in bot.heard.of("message")))


async def test_a_nonce_makes_a_repeated_send_one_message(
    stage: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(stage, monkeypatch) as bot:
        channel = text_channel(bot, stage.practice)
        one = await channel.send("Once.", nonce="delivery-1")
        two = await channel.send("Once.", nonce="delivery-1")

        assert one.id == two.id
        assert len(stage.discord.messages(stage.practice)) == 1


async def test_threads_that_are_open_and_those_that_are_not_are_listed(
    stage: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(stage, monkeypatch) as bot:
        channel = text_channel(bot, stage.practice)
        for name in ("one", "two"):
            await channel.create_thread(name=name, type=discord.ChannelType.public_thread)
        one, _ = stage.discord.threads(stage.practice)
        await channel.guild.get_thread(int(one.id)).edit(archived=True)  # type: ignore[union-attr]  # it stands

        assert [each.name for each in await channel.guild.active_threads()] == ["two"]
        assert [each.name async for each in channel.archived_threads()] == ["one"]


async def test_a_mention_of_everybody_pings_nobody_by_the_clients_default(
    stage: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(stage, monkeypatch) as bot:
        message = await text_channel(bot, stage.practice).send(f"@everyone <@{stage.ada.id}>")

        assert stage.discord.pinged(str(message.id)) == []


async def test_a_refusal_has_discords_code(stage: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(stage, monkeypatch) as bot:
        channel = text_channel(bot, stage.practice)
        with pytest.raises(discord.HTTPException) as long:
            await channel.send("w" * 2001)
        stage.discord.permits(
            stage.practice, stage.discord.bot_of(stage.guild), deny=["create_public_threads"]
        )
        message = await channel.send("Card")
        with pytest.raises(discord.Forbidden) as no:
            await message.create_thread(name="Monday")

        assert "Must be 2000 or fewer in length." in str(long.value)
        assert (long.value.code, no.value.code) == (50035, 50013)


async def test_what_happens_to_guilds_threads_and_members_is_heard(
    stage: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = stage.discord

    def heard(bot: Bot) -> list[str]:
        named = ("guild_join", "guild_remove", "guild_unavailable", "guild_available", "thread_create")
        return [
            name for name, _ in bot.heard.events if name in (*named, "raw_thread_update", "raw_thread_delete")
        ]

    async with running(stage, monkeypatch) as bot:
        bot.heard.events.clear()
        other = fake.guild("Other")
        fake.install(stage.app, other)
        await fake.fails(other)
        await fake.recovers(other)
        await fake.removes_app(other)
        thread = await fake.opens_thread(stage.ada, stage.practice, "Ours")
        await fake.archives(stage.ada, thread)
        await fake.deletes_channel(thread)
        await until(lambda: "raw_thread_delete" in heard(bot))

        assert heard(bot) == [
            "guild_join",
            "guild_unavailable",
            "guild_available",
            "guild_remove",
            "thread_create",
            "raw_thread_update",
            "raw_thread_delete",
        ]


async def test_with_shards_each_line_has_its_guilds(stage: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    point_at(stage.discord, monkeypatch)
    bot = discord.AutoShardedClient(intents=few_intents(), shard_count=2, guild_ready_timeout=0.05)
    monkeypatch.setattr(bot, "before_identify_hook", Bot.before_identify_hook.__get__(bot))
    task = asyncio.ensure_future(bot.start(stage.app.token))
    try:
        await until(lambda: task.done() or bot.is_ready())
        assert [each["shard"] for each in stage.discord.gateway.starts.identified] == [[0, 2], [1, 2]]
        assert [each.name for each in bot.guilds] == ["Heron Study"]
    finally:
        await bot.close()
        await asyncio.gather(task, return_exceptions=True)
