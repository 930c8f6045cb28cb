"""users.*, auth.* and apps.connections.open: who is who."""

from typing import Any

from tests.fakes.slack.calls import Call, method
from tests.fakes.slack.refusal import Refused
from tests.fakes.slack.world import Member


@method("users.info", "users:read", tier=4)
def info(call: Call) -> dict[str, Any]:
    named = call.text("user", needed=True)
    member = call.team.members.get(named) or _connected(call, named)
    if member is None:
        raise Refused("user_not_found")
    return {"user": described(member)}


def _connected(call: Call, named: str) -> Member | None:
    """Somebody of another team who is in a channel shared with this one."""
    shared = [each for each in call.team.channels.values() if each.shared_with and named in each.members]
    teams = call.state.world.teams
    return next((team.members[named] for team in teams.values() if shared and named in team.members), None)


@method("auth.test", tier=0)
def test(call: Call) -> dict[str, Any]:
    bot, team = call.bot, call.team
    return {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "user": bot.handle,
        "team_id": team.id,
        "user_id": bot.id,
        "bot_id": bot.bot_id,
        "is_enterprise_install": bool(call.token.enterprise_id),
        **({"enterprise_id": team.enterprise_id} if team.enterprise_id else {}),
    }


@method("auth.revoke", tier=3)
def revoke(call: Call) -> dict[str, Any]:
    if call.truth("test"):
        return {"revoked": False}
    call.token.dead = "token_revoked"
    return {"revoked": True}


@method("apps.connections.open", "connections:write", tier=1, kind="app")
def connect(call: Call) -> dict[str, Any]:
    if not call.state.app.socket_mode:
        raise Refused("socket_mode_not_enabled")
    return {"url": call.state.socket_url()}


def described(member: Member) -> dict[str, Any]:
    profile = {"real_name": member.name, "display_name": member.handle, "team": member.team_id}
    about: dict[str, Any] = {
        "id": member.id,
        "team_id": member.team_id,
        "name": member.handle,
        "deleted": member.deleted,
        "profile": profile,
        "is_bot": member.is_bot,
        "is_restricted": bool(member.guest),
        "is_ultra_restricted": member.guest == "of one channel",
        "is_stranger": member.stranger,
        "is_app_user": False,
        "updated": 0,
    }
    return about if member.deleted else about | {"real_name": member.name, "tz": member.tz}
