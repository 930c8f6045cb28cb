"""A card as the messages that go over the wire one by one, each with a mark by which it is met again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from adapters.discord.needs import Payload
from adapters.discord.wording import DiscordFile, DiscordMessage, mark_of, signed
from adapters.discord.wording.escaping import escaped

NO_PREVIEWS, SILENT = 1 << 2, 1 << 12
NONCE = 24
LARGEST = 10 * 1024 * 1024
"""Bytes of a file that Discord takes where nobody pays for more."""
MOST_CONTENT = 2_000
MIB = 1024 * 1024
WRITTEN = (0, 19)
"""Messages and replies; all else Discord says in our name."""


def parts_of(messages: Sequence[DiscordMessage]) -> tuple[DiscordMessage, ...]:
    """With a word in place of a file that is too large."""
    return tuple(part for message in messages for part in _fitting(message))


def _fitting(message: DiscordMessage) -> tuple[DiscordMessage, ...]:
    large = [file for file in message.files if len(file.content) > LARGEST]
    if not large:
        return (message,)
    says = "\n".join(map(_too_large, large))[:MOST_CONTENT]
    kept = tuple(file for file in message.files if file not in large)
    return replace(message, files=kept), DiscordMessage(says, quiet=True)


def _too_large(file: DiscordFile) -> str:
    size = f"{len(file.content) / MIB:.0f} MB"
    return (
        f"{escaped(file.name)} has {size}, and Discord takes 10 MB from me, so it isn't attached. Nothing "
        "was lost: whoever runs Debrief can hand it to you."
    )


def plain(message: DiscordMessage) -> dict[str, Any]:
    """What everything that we write there has: whatever stands in it, it rings nobody and unfolds nothing."""
    named = [
        {"id": place, "filename": file.name, "description": file.alt}
        for place, file in enumerate(message.files)
    ]
    return {
        "content": message.content,
        "components": list(message.components),
        "flags": NO_PREVIEWS,
        "allowed_mentions": {"parse": []},
        "attachments": named,
    }


def body(message: DiscordMessage, key: str, number: int) -> dict[str, Any]:
    """What posting and changing a message have in common."""
    return plain(signed(message, key, number))


def posted(message: DiscordMessage, key: str, number: int, channel: str) -> dict[str, Any]:
    said = body(message, key, number)
    said["flags"] |= SILENT if message.quiet else 0
    return said | {"nonce": nonce(key, number, channel), "enforce_nonce": True}


def nonce(key: str, number: int, channel: str) -> str:
    """Nobody says whether Discord looks for a nonce in one channel or in all."""
    return _digest(f"{channel}\n{key}\n{number}")[:NONCE]


def likeness(message: DiscordMessage) -> str:
    """For a message that carries no button: by this its text is met again. Empty for any other."""
    return "" if message.components else alike(message.content)


def alike(content: str) -> str:
    letters = "".join(char for char in content if char.isalnum())
    return _digest(letters or content.strip())[:12]


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Sought:
    """My own parts of a card, among a channel's messages."""

    key: str
    me: str
    channel: str
    wanted: int
    texts: tuple[str, ...]
    """How parts without buttons read."""

    def part_in(self, message: Payload) -> int | None:
        """Which part it is; None for anybody else's."""
        author, kind = message.get("author") or {}, message.get("type", 0)
        if str(author.get("id")) != self.me or kind not in WRITTEN:
            return None
        mark = mark_of(message)
        if mark.key:
            return mark.part if mark.is_of(self.key) else None
        return self._by_nonce(message) if message.get("nonce") else self._by_text(message)

    def _by_nonce(self, message: Payload) -> int | None:
        mine = {nonce(self.key, number, self.channel): number for number in range(self.wanted)}
        return mine.get(str(message["nonce"]))

    def _by_text(self, message: Payload) -> int | None:
        if message.get("components"):
            return None
        read = alike(str(message.get("content") or ""))
        return next((number for number, text in enumerate(self.texts) if text and text == read), None)
