"""What a session is told when it starts."""

from typing import Any

from tests.fakes.discord import shapes
from tests.fakes.discord.app import Application
from tests.fakes.discord.gateway.intents import MEMBERS
from tests.fakes.discord.gateway.sessions import Session
from tests.fakes.discord.permissions import sees
from tests.fakes.discord.state import State
from tests.fakes.discord.world import Guild, iso

MOST_MEMBERS = 50
"""A large guild comes without its members."""


def start(state: State, session: Session) -> None:
    """READY, with guilds that aren't there yet; and then each of them."""
    app = session.app
    guilds = [each for each in state.world.guilds.values() if app.bot.id in each.members]
    mine = [each for each in guilds if session.is_for(each)]
    ready: dict[str, Any] = {
        "v": 10,
        "user": shapes.user(app.bot) | {"verified": True, "mfa_enabled": False, "email": None},
        "guilds": [{"id": each.id, "unavailable": True} for each in mine],
        "session_id": session.id,
        "resume_gateway_url": state.gateway_url,
        "shard": list(session.shard),
        "application": {"id": app.id, "flags": app.flags},
        "private_channels": [],
        "user_settings": {},
        "relationships": [],
        "session_type": "normal",
        "_trace": [],
    }
    session.push("READY", ready)
    for guild in mine:
        if session.intents & 1 and not guild.unavailable:
            session.push("GUILD_CREATE", opened(app, guild, whole=bool(session.intents & MEMBERS)))


def opened(app: Application, guild: Guild, *, whole: bool = False, joined: bool = False) -> dict[str, Any]:
    """A guild with all that this app sees in it. Of one just joined it isn't said that it's there again."""
    rooms = [each for each in guild.channels.values() if not each.is_thread and not each.deleted]
    threads = [
        each
        for each in guild.channels.values()
        if each.thread and not each.thread.archived and sees(each, app.bot)
    ]
    members = [each for each in guild.members.values() if whole or each.id == app.bot.id]
    return shapes.guild(guild) | {
        "joined_at": iso(guild.members[app.bot.id].joined_at),
        "large": len(guild.members) > MOST_MEMBERS,
        **({} if joined else {"unavailable": False}),
        "member_count": len(guild.members),
        "voice_states": [],
        "members": [shapes.member(each) for each in members],
        "channels": [shapes.channel(each) for each in rooms],
        "threads": [shapes.thread_for(each, app.bot) for each in threads],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def chunk(guild: Guild, asked: dict[str, Any]) -> dict[str, Any]:
    """The members that a client asked for by socket."""
    ids = asked.get("user_ids")
    wanted = [ids] if isinstance(ids, (str, int)) else list(ids or ())
    starts = str(asked.get("query") or "").lower()
    found = [
        each
        for each in guild.members.values()
        if (str(each.id) in map(str, wanted) if wanted else each.name.lower().startswith(starts))
    ]
    missing = [str(each) for each in wanted if str(each) not in guild.members]
    limit = asked.get("limit") or len(found)
    return {
        "guild_id": guild.id,
        "members": [shapes.member(each) for each in found[:limit]],
        "chunk_index": 0,
        "chunk_count": 1,
        "not_found": missing,
        **({"nonce": asked["nonce"]} if "nonce" in asked else {}),
    }
