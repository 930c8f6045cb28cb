"""conversations.*: who is where, and what was said."""

import base64
from collections.abc import Sequence
from typing import Any

from tests.fakes.slack.calls import Call, method
from tests.fakes.slack.refusal import Refused
from tests.fakes.slack.world import Channel, Message, shown

HISTORY = ("channels:history", "groups:history", "im:history")
READ = ("channels:read", "groups:read", "im:read")
OF_KIND = {"channel": "channels", "group": "groups", "im": "im"}
LIMITED_PAGE, LIMITED_CALLS = 15, 1
MOST_ON_A_PAGE = 999


@method("conversations.open", "im:write", tier=3)
def open_direct(call: Call) -> dict[str, Any]:
    users = [each for each in call.text("users").split(",") if each]
    if len(users) != 1:
        raise Refused("not_enough_users" if not users else "too_many_users")
    person = call.team.members.get(users[0])
    if person is None:
        raise Refused("user_not_found")
    if person.deleted:
        raise Refused("user_disabled")
    if person.is_bot or not person.takes_messages:
        raise Refused("cannot_dm_bot")
    existed = len(call.team.channels)
    channel = call.state.world.direct(call.team, call.bot.id, person.id)
    known = len(call.team.channels) == existed
    return {"channel": {"id": channel.id}, "no_op": known, "already_open": known}


@method("conversations.info", *READ, tier=3)
def info(call: Call) -> dict[str, Any]:
    channel = call.channel()
    needs(call, channel, "read")
    return {"channel": described(call, channel)}


@method("conversations.members", *READ, tier=4)
def members(call: Call) -> dict[str, Any]:
    channel = call.channel()
    needs(call, channel, "read")
    page, further = paged(call, sorted(channel.members), 100)
    return {"members": list(page), **further}


@method("conversations.join", "channels:join", tier=3)
def join(call: Call) -> dict[str, Any]:
    channel = call.channel()
    if channel.kind != "channel":
        raise Refused("method_not_supported_for_channel_type")
    if channel.archived:
        raise Refused("is_archived")
    warning = {"warning": "already_in_channel"} if call.bot.id in channel.members else {}
    channel.members.add(call.bot.id)
    return {"channel": described(call, channel), **warning}


@method("conversations.history", *HISTORY, tier=0)
def history(call: Call) -> dict[str, Any]:
    channel = readable(call)
    wanted = [each for each in channel.roots() if _within(call, each["ts"])]
    page, further = paged(call, wanted[::-1], _page(call, 100))
    return {"messages": _shown(call, page), "pin_count": 0, **further}


@method("conversations.replies", *HISTORY, tier=0)
def replies(call: Call) -> dict[str, Any]:
    channel, ts = readable(call), call.text("ts", needed=True)
    root = channel.messages.get(ts)
    if root is None:
        raise Refused("thread_not_found")
    if root.get("thread_ts", ts) != ts:
        return {"messages": _shown(call, [root]), "has_more": False}
    wanted = [each for each in channel.thread(ts) if _within(call, each["ts"])]
    page, further = paged(call, wanted, _page(call, 1000) - 1 or 1)
    return {"messages": _shown(call, [root, *page]), **further}


def readable(call: Call) -> Channel:
    """A channel whose messages this token may read; counts the call against its limit."""
    channel = call.channel()
    needs(call, channel, "history")
    most = LIMITED_CALLS if call.state.app.distributed else 50
    call.state.pace.call(call.method, call.team.id, most)
    if call.bot.id not in channel.members:
        raise Refused("not_in_channel")
    return channel


def needs(call: Call, channel: Channel, what: str) -> None:
    scope = f"{OF_KIND[channel.kind]}:{what}"
    if scope not in call.token.scopes:
        raise Refused("missing_scope", needed=scope, provided=",".join(call.token.scopes))


def described(call: Call, channel: Channel) -> dict[str, Any]:
    world = call.state.world
    about: dict[str, Any] = {
        "id": channel.id,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "group",
        "is_im": channel.kind == "im",
        "is_private": channel.kind != "channel",
        "is_archived": channel.archived,
        "is_member": call.bot.id in channel.members,
        "is_mpim": channel.several,
        "is_shared": bool(channel.shared_with),
        "is_org_shared": world.is_shared(channel, outside=False),
        "is_pending_ext_shared": bool(channel.invited),
        "is_ext_shared": world.is_shared(channel, outside=True),
        "context_team_id": channel.team_id,
    }
    if channel.kind == "im":
        return about | {"user": next(iter(channel.members - {call.bot.id}), "")}
    asked = {"num_members": len(channel.members)} if call.truth("include_num_members") else {}
    return about | {"name": channel.name} | asked


def paged(call: Call, found: Sequence[Any], default: int) -> tuple[Sequence[Any], dict[str, Any]]:
    """One page, and what says where the next begins."""
    limit = default if call.method.endswith(("history", "replies")) else int(call.text("limit") or default)
    if not 1 <= limit <= MOST_ON_A_PAGE + 1:
        raise Refused("invalid_limit")
    start = _start(call.text("cursor"))
    following = start + limit
    more = following < len(found)
    cursor = base64.b64encode(f"next:{following}".encode()).decode() if more else ""
    return found[start:following], {"has_more": more, "response_metadata": {"next_cursor": cursor}}


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except ValueError:
        raise Refused("invalid_cursor") from None


def _page(call: Call, default: int) -> int:
    asked = int(call.text("limit") or default)
    return (
        min(asked if call.text("limit") else LIMITED_PAGE, LIMITED_PAGE)
        if call.state.app.distributed
        else asked
    )


def _within(call: Call, ts: str) -> bool:
    """Between oldest and latest, which count themselves only when inclusive."""
    oldest, latest = call.text("oldest"), call.text("latest")
    at, inclusive = _micros(ts), call.truth("inclusive")
    after = not oldest or at > _micros(oldest) or (inclusive and at == _micros(oldest))
    before = not latest or at < _micros(latest) or (inclusive and at == _micros(latest))
    return after and before


def _micros(ts: str) -> int:
    seconds, _, rest = ts.partition(".")
    if not seconds.isdigit() or not (rest or "0").isdigit():
        raise Refused("invalid_ts_oldest")
    return int(seconds) * 1_000_000 + int(rest.ljust(6, "0")[:6])


def _shown(call: Call, messages: Sequence[Message]) -> list[Message]:
    return [shown(each, metadata=call.truth("include_all_metadata")) for each in messages]
