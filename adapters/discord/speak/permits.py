"""What somebody may do in a channel, computed as Discord documents it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from discord import Permissions

from adapters.discord.needs import Payload
from adapters.discord.speak.asks import BITS, Right

ALL = Permissions.all().value
ADMINISTRATOR = Permissions(administrator=True).value
IN_TIME_OUT = Permissions(view_channel=True, read_message_history=True).value
ROLE, MEMBER = 0, 1


def held(guild: Payload, roles: Iterable[Payload], member: Payload, channel: Payload, now: datetime) -> int:
    """The bits of one member in one channel. A thread has its parent's: name that."""
    who, everyone, mine = str(member["user"]["id"]), str(guild["id"]), _roles_of(member)
    bits = by_roles(guild, roles, member)
    if bits == ALL:
        return ALL
    bits = _overwritten(bits, channel.get("permission_overwrites") or (), everyone, mine, who)
    if not bits & BITS[Right.VIEW]:
        return 0
    return bits & IN_TIME_OUT if is_timed_out(member, now) else bits


def by_roles(guild: Payload, roles: Iterable[Payload], member: Payload) -> int:
    """The bits of one member in the server, before any channel has rules of its own."""
    if str(guild.get("owner_id")) == str(member["user"]["id"]):
        return ALL
    counted = _roles_of(member) | {str(guild["id"])}
    bits = 0
    for role in roles:
        bits |= int(role["permissions"]) if str(role["id"]) in counted else 0
    return ALL if bits & ADMINISTRATOR else bits


def is_timed_out(member: Payload, now: datetime) -> bool:
    until = member.get("communication_disabled_until")
    return bool(until) and datetime.fromisoformat(str(until)) > now


def lacking(bits: int, needs: Iterable[Right]) -> tuple[Right, ...]:
    return tuple(one for one in needs if not bits & BITS[one])


def _roles_of(member: Payload) -> set[str]:
    return {str(one) for one in member.get("roles") or ()}


def _overwritten(bits: int, given: Sequence[Payload], everyone: str, mine: set[str], who: str) -> int:
    """First what holds for all, then for one's roles together, then for oneself."""
    for ids, kind in (({everyone}, ROLE), (mine, ROLE), ({who}, MEMBER)):
        allow = deny = 0
        for one in given:
            if int(one["type"]) == kind and str(one["id"]) in ids:
                allow, deny = allow | int(one["allow"]), deny | int(one["deny"])
        bits = (bits & ~deny) | allow
    return bits
