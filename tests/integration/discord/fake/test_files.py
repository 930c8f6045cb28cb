"""Files that come with messages, and whom a message notifies."""

import json
from typing import Any

import aiohttp
import pytest

from tests.fakes.discord.rules import message as rules
from tests.integration.discord.fake_discord_stage import Group, Raw


def form(body: dict[str, Any], *files: bytes) -> aiohttp.FormData:
    made = aiohttp.FormData(quote_fields=False)
    made.add_field("payload_json", json.dumps(body))
    for number, each in enumerate(files):
        made.add_field(f"files[{number}]", each, filename=f"{number}.png", content_type="image/png")
    return made


async def test_a_file_comes_with_its_description_and_stands_in_an_embed(stage: Group, call: Raw) -> None:
    body = {
        "attachments": [{"id": 0, "filename": "board.png", "description": "The board"}],
        "embeds": [{"image": {"url": "attachment://board.png"}}],
    }
    made = await call.made(f"POST {stage.at()}/messages", data=form(body, b"png"))

    (file,) = made["attachments"]
    assert (file["filename"], file["description"], file["size"]) == ("board.png", "The board", 3)
    kept = await call.made(f"PATCH {stage.at()}/messages/{made['id']}", {"content": "w"})
    assert len(kept["attachments"]) == 1
    gone = await call.made(f"PATCH {stage.at()}/messages/{made['id']}", {"attachments": [], "embeds": []})
    assert gone["attachments"] == []


async def test_files_are_of_a_size_a_number_and_a_right(
    stage: Group, call: Raw, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = f"POST {stage.at()}/messages"
    described = {"attachments": [{"id": 0, "description": "d" * 1025}]}

    assert await call.wrong(to, data=form(described, b"png")) == {
        "attachments.0.description": "BASE_TYPE_MAX_LENGTH"
    }
    assert await call.refused(to, data=form({}, *[b"png"] * 11)) == (400, 30015)
    assert await call.refused(to, data=form({}, b"")) == (400, 50046)
    monkeypatch.setattr(rules, "MOST_BYTES", 2)
    assert await call.refused(to, data=form({}, b"png")) == (413, 40005)
    monkeypatch.setattr(rules, "MOST_BYTES", 3)
    stage.discord.permits(stage.practice, stage.discord.bot_of(stage.guild), deny=["attach_files"])
    assert await call.refused(to, data=form({}, b"png")) == (403, 50013)


async def test_all_files_of_a_call_weigh_something_together(
    stage: Group, call: Raw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MOST_REQUEST", 5)

    assert await call.refused(f"POST {stage.at()}/messages", data=form({}, b"png", b"png")) == (413, 40005)


async def pinged(stage: Group, call: Raw, text: str, rule: Any = ..., **further: Any) -> list[str]:
    body = {"content": text} | ({} if rule is ... else {"allowed_mentions": rule}) | further
    made = await call.made(f"POST {stage.at()}/messages", body)
    names = {stage.ada.id: "Ada", stage.ben.id: "Ben", stage.guild.owner_id: "Owner"}
    return sorted(names[each] for each in stage.discord.pinged(made["id"]))


async def test_only_who_may_be_named_is_notified(stage: Group, call: Raw) -> None:
    ada, ben = f"<@{stage.ada.id}>", f"<@{stage.ben.id}>"

    assert await pinged(stage, call, f"{ada} {ben}") == ["Ada", "Ben"]
    assert await pinged(stage, call, f"{ada} {ben}", {"parse": []}) == []
    assert await pinged(stage, call, f"{ada} {ben}", {"users": [stage.ben.id]}) == ["Ben"]
    assert await pinged(stage, call, ada, flags=1 << 12) == []
    stage.discord.permits(stage.practice, stage.ada, deny=["view_channel"])
    assert await pinged(stage, call, f"{ada} {ben}") == ["Ben"]


async def test_naming_all_or_a_role_needs_a_right(stage: Group, call: Raw) -> None:
    shy, loud = (
        stage.discord.role(stage.guild, each, mentionable=each == "loud") for each in ("shy", "loud")
    )
    stage.discord.gives_role(stage.ada, shy)
    stage.discord.gives_role(stage.ben, loud)
    text = f"@everyone <@&{shy.id}> <@&{loud.id}>"

    assert await pinged(stage, call, text) == ["Ben"]
    stage.discord.permits(stage.practice, stage.discord.bot_of(stage.guild), allow=["mention_everyone"])
    assert await pinged(stage, call, text) == ["Ada", "Ben", "Owner"]
    assert await pinged(stage, call, text, {"parse": ["roles"]}) == ["Ada", "Ben"]
    assert await pinged(stage, call, text, {"parse": ["users"]}) == []
    assert await pinged(stage, call, text, {"roles": [shy.id]}) == ["Ada"]


async def test_whom_a_reply_answers_is_notified_unless_told_otherwise(stage: Group, call: Raw) -> None:
    said = await stage.discord.posts(stage.ada, stage.practice, "Mine")
    reply = {"message_reference": {"message_id": said}}

    assert await pinged(stage, call, "w", **reply) == ["Ada"]
    assert await pinged(stage, call, "w", {"parse": []}, **reply) == []
    assert await pinged(stage, call, "w", {"parse": [], "replied_user": True}, **reply) == ["Ada"]
    shown = stage.discord.messages(stage.practice)[-1]
    assert (shown.kind, shown.reply_to) == (19, said)
