"""Who pressed, typed or sent something, where, and by what they are answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from adapters.discord.heard.respond import Ticket
from adapters.discord.heard.written import account
from adapters.discord.needs import NAME, Payload
from bot.domain.happenings import Account, Source

THREADS = (10, 11, 12)
AMONG_SEVERAL = 2
"""The context of conversations that I'm not in: what is said there, others read."""
MANAGING = 1 << 3 | 1 << 5
"""Administrator, Manage Server: of these one. Discord itself says it with each interaction."""


@dataclass(frozen=True, slots=True)
class Asker:
    account: Account
    ticket: Ticket
    installation_ref: str
    """Empty in direct messages: the core finds out which one is meant."""
    channel_ref: str
    """Of a thread the channel that it belongs to."""
    thread_ref: str | None
    direct: bool
    """In the conversation of two with the bot."""
    data: Payload = field(repr=False)
    message: Payload = field(repr=False)
    """On which a button or a form stood; empty for a command."""
    custom_id: str = ""
    manages: bool = False
    """May manage the server."""

    @property
    def ref(self) -> str:
        return self.ticket.ref

    def source(self, event_ref: str = "") -> Source:
        return Source(NAME, self.installation_ref, event_ref or self.ref, direct=self.direct)


def ticket_of(payload: Payload) -> Ticket:
    return Ticket(str(payload["application_id"]), str(payload["id"]), str(payload["token"]))


def asker_of(payload: Payload) -> Asker:
    """Raises one of UNREADABLE."""
    guild, channel = payload.get("guild_id"), inside(payload, "channel")
    here = str(channel.get("id") or payload["channel_id"])
    in_thread = channel.get("type") in THREADS and channel.get("parent_id")
    data = inside(payload, "data")
    return Asker(
        account=who(payload),
        ticket=ticket_of(payload),
        installation_ref=str(guild) if guild else "",
        channel_ref=str(channel["parent_id"]) if in_thread else here,
        thread_ref=here if in_thread else None,
        direct=not guild and payload.get("context") != AMONG_SEVERAL,
        data=data,
        message=inside(payload, "message"),
        custom_id=str(data.get("custom_id") or ""),
        manages=bool(int(inside(payload, "member").get("permissions") or 0) & MANAGING),
    )


def who(payload: Payload) -> Account:
    member = inside(payload, "member")
    user: Mapping[str, Any] = inside(member, "user") or payload["user"]
    return account({"author": user})


def inside(body: Payload, name: str) -> Payload:
    """A part of a payload; an empty one where it is missing or no object."""
    part = body.get(name)
    return part if isinstance(part, Mapping) else {}
