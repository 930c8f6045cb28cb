"""Posts in forums, and what no thread of any kind may be."""

from typing import Any

import pytest

from tests.integration.discord.fake_discord_stage import Group, Raw

WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no name": ({"name": None}, "name"),
    "a name of spaces": ({"name": "  "}, "name"),
    "a name of 101": ({"name": "n" * 101}, "name"),
    "an hour and a half": ({"auto_archive_duration": 90}, "auto_archive_duration"),
    "a day of slowness": ({"rate_limit_per_user": 86_400}, "rate_limit_per_user"),
}


@pytest.mark.parametrize("case", WRONG)
async def test_no_thread_of_any_kind_is_made_or_changed_so(stage: Group, call: Raw, case: str) -> None:
    wrong, place = WRONG[case]
    forum = stage.discord.channel(stage.guild, "forum", kind="forum")
    card = await call.made(f"POST {stage.at()}/messages", {"content": "w"})
    made = await call.made(f"POST {stage.at()}/threads", {"name": "n"})
    body = {"name": "n", "message": {"content": "w"}} | wrong

    for to in (
        f"POST {stage.at()}/threads",
        f"POST {stage.at()}/messages/{card['id']}/threads",
        f"POST {stage.at(forum)}/threads",
        f"PATCH /channels/{made['id']}",
    ):
        assert list(await call.wrong(to, body)) == [place]
    assert len(stage.discord.state.world.threads(stage.guild)) == 1


async def test_a_thread_is_public_or_private(stage: Group, call: Raw) -> None:
    assert list(await call.wrong(f"POST {stage.at()}/threads", {"name": "n", "type": 3})) == ["type"]


async def test_a_forum_takes_posts_with_known_tags(stage: Group, call: Raw) -> None:
    forum = stage.discord.channel(stage.guild, "forum", kind="forum", tags=["daily"], tag_required=True)
    to, tag = f"POST {stage.at(forum)}/threads", forum.tags[0]["id"]
    body = {"name": "Monday", "message": {"content": "Today's scenario."}}

    assert await call.refused(to, body) == (400, 40067)
    assert await call.refused(to, body | {"applied_tags": ["404"]}) == (404, 10087)
    assert list(await call.wrong(to, body | {"applied_tags": [tag] * 6})) == ["applied_tags"]
    assert list(await call.wrong(to, {"name": "Monday"})) == ["message"]
    assert await call.refused(to, {"name": "M", "message": {}, "applied_tags": [tag]}) == (400, 50006)
    made = await call.made(to, body | {"applied_tags": [tag]})
    assert (made["message"]["id"], made["applied_tags"]) == (made["id"], [tag])
    post = stage.discord.state.world.channels[made["id"]]
    assert [each.text for each in stage.discord.messages(post, stage.ada)] == ["Today's scenario."]
    stage.discord.permits(forum, stage.discord.bot_of(stage.guild), deny=["send_messages"])
    assert await call.refused(to, body) == (403, 50013)


async def test_a_post_in_a_forum_holds_what_its_rights_allow(stage: Group, call: Raw) -> None:
    forum = stage.discord.channel(stage.guild, "forum", kind="forum")
    stage.discord.permits(forum, stage.discord.bot_of(stage.guild), deny=["embed_links"])
    body = {"name": "Monday", "message": {"embeds": [{"title": "Scenario"}]}}

    assert await call.refused(f"POST {stage.at(forum)}/threads", body) == (403, 50013)
    long = {"name": "Monday", "message": {"content": "w" * 2001}}
    assert list(await call.wrong(f"POST {stage.at(forum)}/threads", long)) == ["content"]
    assert stage.discord.threads(forum) == []


async def test_there_is_no_thread_within_a_thread_nor_in_a_direct_conversation(
    stage: Group, call: Raw
) -> None:
    thread = await stage.discord.opens_thread(stage.ada, stage.practice, "Ours")
    for place in (thread, stage.discord.direct(stage.ada)):
        said = await stage.discord.posts(stage.ada, place, "w")
        refused = await call.refused(f"POST {stage.at(place)}/messages/{said}/threads", {"name": "n"})
        assert refused == (400, 50024)
