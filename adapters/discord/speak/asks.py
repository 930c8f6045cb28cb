"""Every call that speaking makes: what it says, what it needs, and whether twice is as good as once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from discord import Permissions

from adapters.discord.wording import DiscordFile

CHANNEL = "/channels/{channel_id}"
MESSAGES = f"{CHANNEL}/messages"
MESSAGE = f"{MESSAGES}/{{message_id}}"
REACTION = f"{MESSAGE}/reactions/{{emoji}}/@me"
PAGE = 100
WEEK_MINUTES = 10_080
"""After so long without a word Discord archives a thread."""


class Spot(StrEnum):
    """Where a call speaks, as far as its errors care."""

    CHANNEL = "channel"
    THREAD = "thread"
    ALONE = "alone"
    """A direct conversation."""
    GUILD = "guild"
    """A server as a whole, or one member of it."""


class Right(StrEnum):
    """A permission, by the name that Discord's own settings give it."""

    VIEW = "View Channel"
    SEND = "Send Messages"
    IN_THREADS = "Send Messages in Threads"
    THREADS = "Create Public Threads"
    FILES = "Attach Files"
    HISTORY = "Read Message History"
    REACT = "Add Reactions"


BITS: Mapping[Right, int] = {
    Right.VIEW: Permissions(view_channel=True).value,
    Right.SEND: Permissions(send_messages=True).value,
    Right.IN_THREADS: Permissions(send_messages_in_threads=True).value,
    Right.THREADS: Permissions(create_public_threads=True).value,
    Right.FILES: Permissions(attach_files=True).value,
    Right.HISTORY: Permissions(read_message_history=True).value,
    Right.REACT: Permissions(add_reactions=True).value,
}


@dataclass(frozen=True, slots=True)
class Ask:
    """One call of Discord's REST API."""

    method: str
    path: str
    ids: Mapping[str, str] = field(default_factory=dict)
    spot: Spot = Spot.CHANNEL
    needs: tuple[Right, ...] = ()
    body: Mapping[str, Any] | None = None
    query: Mapping[str, str] | None = None
    files: tuple[DiscordFile, ...] = ()
    repeats: bool = True
    """Doing it twice is as doing it once."""

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def place(self) -> str:
        """Whose own limit counts."""
        return self.ids.get("channel_id") or self.ids.get("guild_id", "")


def send(channel: str, spot: Spot, body: Mapping[str, Any], files: tuple[DiscordFile, ...]) -> Ask:
    """Its nonce makes a second one the first one."""
    needs = (Right.IN_THREADS if spot is Spot.THREAD else Right.SEND, *([Right.FILES] if files else []))
    return Ask("POST", MESSAGES, {"channel_id": channel}, spot, needs, body, files=files)


def change(
    channel: str, message: str, spot: Spot, body: Mapping[str, Any], files: tuple[DiscordFile, ...]
) -> Ask:
    needs = (Right.VIEW, *([Right.FILES] if files else []))
    return Ask("PATCH", MESSAGE, _at(channel, message), spot, needs, body, files=files)


def delete(channel: str, message: str, spot: Spot) -> Ask:
    return Ask("DELETE", MESSAGE, _at(channel, message), spot, (Right.VIEW,))


def one(channel: str, message: str, spot: Spot) -> Ask:
    return Ask("GET", MESSAGE, _at(channel, message), spot, (Right.VIEW, Right.HISTORY))


def history(channel: str, spot: Spot, after: str) -> Ask:
    query = {"after": after, "limit": str(PAGE)}
    return Ask("GET", MESSAGES, {"channel_id": channel}, spot, (Right.VIEW, Right.HISTORY), query=query)


def react(channel: str, message: str, emoji: str, *, add: bool) -> Ask:
    needs = (Right.HISTORY, Right.REACT) if add else (Right.VIEW,)
    return Ask("PUT" if add else "DELETE", REACTION, {**_at(channel, message), "emoji": emoji}, needs=needs)


def thread_of(channel: str, message: str, name: str) -> Ask:
    """A second one is refused, and the first one stands."""
    body = {"name": name, "auto_archive_duration": WEEK_MINUTES}
    needs = (Right.VIEW, Right.THREADS)
    return Ask("POST", f"{MESSAGE}/threads", _at(channel, message), needs=needs, body=body)


def forum_post(channel: str, body: Mapping[str, Any], files: tuple[DiscordFile, ...]) -> Ask:
    """Nothing makes a second one known for the first."""
    needs = (Right.VIEW, Right.SEND, *([Right.FILES] if files else []))
    path = f"{CHANNEL}/threads"
    return Ask("POST", path, {"channel_id": channel}, needs=needs, body=body, files=files, repeats=False)


def wake(thread: str) -> Ask:
    body = {"archived": False}
    return Ask("PATCH", CHANNEL, {"channel_id": thread}, Spot.THREAD, (Right.IN_THREADS,), body)


def open_direct(user: str) -> Ask:
    return Ask("POST", "/users/@me/channels", spot=Spot.ALONE, body={"recipient_id": user})


def channel(ref: str) -> Ask:
    return Ask("GET", CHANNEL, {"channel_id": ref}, needs=(Right.VIEW,))


def guild(ref: str) -> Ask:
    return Ask("GET", "/guilds/{guild_id}", {"guild_id": ref}, Spot.GUILD)


def roles(ref: str) -> Ask:
    return Ask("GET", "/guilds/{guild_id}/roles", {"guild_id": ref}, Spot.GUILD)


def member(ref: str, user: str) -> Ask:
    return Ask("GET", "/guilds/{guild_id}/members/{user_id}", {"guild_id": ref, "user_id": user}, Spot.GUILD)


def active_threads(ref: str) -> Ask:
    return Ask("GET", "/guilds/{guild_id}/threads/active", {"guild_id": ref}, Spot.GUILD)


def own_guilds(after: str) -> Ask:
    return Ask("GET", "/users/@me/guilds", spot=Spot.GUILD, query={"after": after, "limit": "200"})


def _at(channel: str, message: str) -> dict[str, str]:
    return {"channel_id": channel, "message_id": message}
