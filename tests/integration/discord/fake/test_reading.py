"""What can be read, and what not: history, people, the app itself."""

from bot.testing import FakeClock
from tests.integration.discord.fake_discord_stage import Group, Raw


async def test_history_comes_newest_first_whatever_is_asked(stage: Group, call: Raw) -> None:
    ids = [await stage.discord.posts(stage.ada, stage.practice, str(n)) for n in range(6)]
    at = f"GET {stage.at()}/messages"

    async def page(query: str) -> str:
        return "".join(each["content"] for each in await call.made(f"{at}?{query}"))

    assert await page("limit=3") == "543"
    assert await page(f"limit=2&before={ids[3]}") == "21"
    assert await page(f"limit=2&after={ids[1]}") == "32"
    assert await page(f"limit=3&around={ids[2]}") == "321"
    assert await page(f"after={ids[5]}") == ""
    for wrong in ("limit=0", "limit=101", "limit=all", "before=today", f"before={ids[0]}&after={ids[1]}"):
        assert await call.wrong(f"{at}?{wrong}") != {}


async def test_without_its_right_history_is_empty_and_a_message_closed(stage: Group, call: Raw) -> None:
    said = await stage.discord.posts(stage.ada, stage.practice, "Mine")
    stage.discord.permits(stage.practice, stage.discord.bot_of(stage.guild), deny=["read_message_history"])

    assert await call.made(f"GET {stage.at()}/messages") == []
    assert await call.refused(f"GET {stage.at()}/messages/{said}") == (403, 50013)


async def test_without_the_content_intent_what_people_write_reads_blank(stage: Group, call: Raw) -> None:
    await stage.discord.posts(stage.ada, stage.practice, "Mine", files={"a.txt": b"words"})
    await stage.discord.posts(stage.ada, stage.practice, f"<@{stage.app.bot.id}> you")
    await call.made(f"POST {stage.at()}/messages", {"content": "Own."})
    direct = stage.discord.direct(stage.ada)
    await stage.discord.posts(stage.ada, direct, "Between us")
    stage.app.granted.clear()

    own, named, blank = await call.made(f"GET {stage.at()}/messages")
    assert (own["content"], named["content"][-3:]) == ("Own.", "you")
    assert (blank["content"], blank["attachments"]) == ("", [])
    (between,) = await call.made(f"GET {stage.at(direct)}/messages")
    assert between["content"] == "Between us"


async def test_what_the_app_is_not_in_it_cannot_know(stage: Group, call: Raw) -> None:
    elsewhere = stage.discord.guild("Elsewhere")
    hidden = stage.discord.channel(elsewhere, "hidden")

    assert await call.refused(f"GET /guilds/{elsewhere.id}") == (404, 10004)
    assert await call.refused(f"GET /channels/{hidden.id}") == (403, 50001)
    assert await call.refused("GET /channels/404") == (404, 10003)
    assert await call.refused(f"GET /guilds/{stage.guild.id}/members/404") == (404, 10013)
    stranger = stage.discord.member(elsewhere, "Stranger")
    assert await call.refused(f"GET /guilds/{stage.guild.id}/members/{stranger.id}") == (404, 10007)
    assert await call.refused("GET /users/404") == (404, 10013)


async def test_all_members_need_the_intent_of_the_portal(stage: Group, call: Raw) -> None:
    at = f"GET /guilds/{stage.guild.id}/members?limit=1000"

    assert await call.refused(at) == (403, 50001)
    stage.app.granted.add("guild_members")
    assert len(await call.made(at)) == 4
    assert await call.wrong(f"GET /guilds/{stage.guild.id}/members?limit=1001") != {}


async def test_the_app_and_its_guilds_are_told(stage: Group, call: Raw) -> None:
    me = await call.made("GET /users/@me")
    app = await call.made("GET /oauth2/applications/@me")
    guilds = await call.made("GET /users/@me/guilds")
    channels = await call.made(f"GET /guilds/{stage.guild.id}/channels")

    assert (me["id"], me["bot"], app["flags"] & (1 << 19)) == (stage.app.bot.id, True, 1 << 19)
    assert [each["name"] for each in guilds + channels] == ["Heron Study", "practice"]


async def test_snowflakes_tell_the_clocks_time(stage: Group, call: Raw, clock: FakeClock) -> None:
    one = await call.made(f"POST {stage.at()}/messages", {"content": "w"})
    clock.forward(hours=1)
    two = await call.made(f"POST {stage.at()}/messages", {"content": "w"})

    assert (int(two["id"]) >> 22) - (int(one["id"]) >> 22) == 3_600_000


async def test_what_was_uploaded_can_be_fetched(stage: Group, call: Raw) -> None:
    await stage.discord.posts(stage.ada, stage.practice, "See", files={"a.txt": b"words"})
    (shown,) = stage.discord.messages(stage.practice)

    async with call.http.get(shown.files[0]["url"]) as answer:
        assert await answer.read() == b"words"
    async with call.http.get(shown.files[0]["url"] + "x") as answer:
        assert answer.status == 404


async def test_channels_are_made_changed_and_closed_with_the_right(stage: Group, call: Raw) -> None:
    guild = f"/guilds/{stage.guild.id}/channels"
    for refused in (f"POST {guild}", f"PATCH {stage.at()}", f"DELETE {stage.at()}"):
        assert await call.refused(refused, {"name": "new"}) == (403, 50013)
    overwrite = f"PUT {stage.at()}/permissions/{stage.ada.id}"
    assert await call.refused(overwrite, {"type": 1, "allow": "0"}) == (403, 50013)
    stage.discord.may(stage.guild, "manage_channels", "manage_roles", "view_channel")

    made = await call.made(f"POST {guild}", {"name": "new"})
    assert (await call.made(f"PATCH /channels/{made['id']}", {"topic": "Study"}))["topic"] == "Study"
    assert await call.wrong(f"PATCH /channels/{made['id']}", {"topic": "t" * 1025}) != {}
    assert await call.wrong(f"POST {guild}", {"name": ""}) != {}
    assert await call.wrong(f"POST {guild}", {"name": "n" * 101}) != {}
    assert await call.wrong(f"PATCH /channels/{made['id']}", {"name": "n" * 101}) != {}
    opened = await stage.discord.opens_thread(stage.ada, stage.practice, "Ours")
    assert await call.refused(f"PUT {stage.at(opened)}/permissions/1", {"type": 1}) == (400, 50024)
    assert (await call(f"DELETE /channels/{made['id']}"))[0] == 200
    assert await call.refused(f"GET /channels/{made['id']}") == (404, 10003)
    assert (await call(overwrite, {"type": 1, "allow": "1024"}))[0] == 204
    assert await call.refused(overwrite, {"type": 1, "allow": "8192"}) == (403, 50013)
    assert await call.wrong(overwrite, {"type": 2, "allow": "0"}) != {}


async def test_a_direct_conversation_is_no_channel_of_a_guild(stage: Group, call: Raw) -> None:
    direct = stage.discord.direct(stage.ada)

    assert await call.refused(f"PATCH {stage.at(direct)}", {"name": "n"}) == (403, 50003)
    assert await call.refused(f"GET {stage.at(direct)}/threads/archived/public") == (400, 50024)
    assert (await call(f"DELETE {stage.at(direct)}"))[0] == 200


async def test_a_guild_can_be_left(stage: Group, call: Raw) -> None:
    assert (await call(f"DELETE /users/@me/guilds/{stage.guild.id}"))[0] == 204
    assert await call.made("GET /users/@me/guilds") == []
