"""Which events a session hears, and how much of a message."""

from collections.abc import Mapping
from typing import Any

from tests.fakes.discord.app import PRIVILEGED, Application

GUILDS, MEMBERS, GUILD_MESSAGES, GUILD_REACTIONS = 1 << 0, 1 << 1, 1 << 9, 1 << 10
GUILD_TYPING, DIRECT_MESSAGES, DIRECT_REACTIONS = 1 << 11, 1 << 12, 1 << 13
CONTENT = 1 << 15
VALID = sum(1 << each for each in (*range(17), 20, 21, 24, 25))
BLANK: dict[str, Any] = {"content": "", "embeds": [], "attachments": [], "components": []}

IN_GUILDS = {
    "GUILD_CREATE": GUILDS,
    "GUILD_UPDATE": GUILDS,
    "GUILD_DELETE": GUILDS,
    "GUILD_ROLE_CREATE": GUILDS,
    "GUILD_ROLE_UPDATE": GUILDS,
    "GUILD_ROLE_DELETE": GUILDS,
    "CHANNEL_CREATE": GUILDS,
    "CHANNEL_UPDATE": GUILDS,
    "CHANNEL_DELETE": GUILDS,
    "CHANNEL_PINS_UPDATE": GUILDS,
    "THREAD_CREATE": GUILDS,
    "THREAD_UPDATE": GUILDS,
    "THREAD_DELETE": GUILDS,
    "THREAD_LIST_SYNC": GUILDS,
    "THREAD_MEMBER_UPDATE": GUILDS,
    "THREAD_MEMBERS_UPDATE": MEMBERS,
    "GUILD_MEMBER_ADD": MEMBERS,
    "GUILD_MEMBER_UPDATE": MEMBERS,
    "GUILD_MEMBER_REMOVE": MEMBERS,
    "MESSAGE_CREATE": GUILD_MESSAGES,
    "MESSAGE_UPDATE": GUILD_MESSAGES,
    "MESSAGE_DELETE": GUILD_MESSAGES,
    "MESSAGE_DELETE_BULK": GUILD_MESSAGES,
    "MESSAGE_REACTION_ADD": GUILD_REACTIONS,
    "MESSAGE_REACTION_REMOVE": GUILD_REACTIONS,
    "MESSAGE_REACTION_REMOVE_ALL": GUILD_REACTIONS,
    "TYPING_START": GUILD_TYPING,
}
IN_DIRECT = {
    "MESSAGE_CREATE": DIRECT_MESSAGES,
    "MESSAGE_UPDATE": DIRECT_MESSAGES,
    "MESSAGE_DELETE": DIRECT_MESSAGES,
    "MESSAGE_REACTION_ADD": DIRECT_REACTIONS,
    "MESSAGE_REACTION_REMOVE": DIRECT_REACTIONS,
    "CHANNEL_PINS_UPDATE": DIRECT_MESSAGES,
}
ALWAYS = ("READY", "RESUMED", "INTERACTION_CREATE", "USER_UPDATE", "GUILD_MEMBERS_CHUNK")


def refusal(intents: Any, app: Application) -> int:
    """The close code for what may not be asked for; 0 where all is well."""
    if isinstance(intents, bool) or not isinstance(intents, int) or intents & ~VALID or intents < 0:
        return 4013
    asked = intents & sum(PRIVILEGED.values())
    return 4014 if asked & ~app.privileged else 0


def for_session(
    intents: int, app: Application, kind: str, data: Mapping[str, Any], *, in_guild: bool
) -> dict[str, Any] | None:
    """What this session gets of the event; None where it asked for no such events."""
    if kind not in ALWAYS:
        needed = (IN_GUILDS if in_guild else IN_DIRECT).get(kind, 0)
        if not intents & needed and not _own_membership(kind, data, intents, app):
            return None
    if kind not in ("MESSAGE_CREATE", "MESSAGE_UPDATE") or intents & CONTENT or not in_guild:
        return dict(data)
    return blanked(data, app)


def _own_membership(kind: str, data: Mapping[str, Any], intents: int, app: Application) -> bool:
    """An app hears of its own membership without the intent for all members."""
    if kind == "GUILD_MEMBER_UPDATE":
        return bool(data["user"]["id"] == app.bot.id)
    if kind != "THREAD_MEMBERS_UPDATE" or not intents & GUILDS:
        return False
    added = [each["user_id"] for each in data.get("added_members", ())]
    return app.bot.id in (*added, *data.get("removed_member_ids", ()))


def blanked(message: Mapping[str, Any], app: Application) -> dict[str, Any]:
    """Without what was written: unless it's the app's own, or mentions it."""
    own = message.get("author", {}).get("id") == app.bot.id
    named = any(each["id"] == app.bot.id for each in message.get("mentions", ()))
    shape = dict(message) if own or named else {**message, **BLANK}
    earlier = shape.get("referenced_message")
    if earlier:
        shape["referenced_message"] = blanked(earlier, app)
    return shape
