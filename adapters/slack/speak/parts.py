"""A card as the parts that go over the wire one by one, each with a mark by which it is met again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from adapters.slack.blocks import SlackFile, SlackMessage
from adapters.slack.speak.tokens import BotToken

EVENT = "debrief_card"
FALLBACK = 3_900
"""Characters of the words beside the blocks: an update takes no more. The blocks say all of it."""
Part = SlackMessage | SlackFile


def parts_of(messages: Sequence[SlackMessage]) -> tuple[Part, ...]:
    """Messages first: a file's number doesn't change what theirs are."""
    return (*messages, *(file for message in messages for file in message.files))


def content(message: SlackMessage, key: str, number: int) -> dict[str, Any]:
    """What posting and changing a message have in common."""
    short = message.text if len(message.text) <= FALLBACK else f"{message.text[: FALLBACK - 1]}…"
    return {
        "text": short,
        "blocks": list(message.blocks),
        "metadata": {"event_type": EVENT, "event_payload": {"key": key, "part": number}},
    }


def file_name(file: SlackFile, key: str, number: int) -> str:
    """Slack lets a file carry no mark of ours but its name."""
    name = PurePath(file.name)
    return f"{name.stem}-{_mark(key, number)}{name.suffix}"


def _mark(key: str, number: int) -> str:
    return sha256(f"{key}\n{number}".encode("utf-8", "surrogatepass")).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Sought:
    """My own parts of a card, among a channel's messages."""

    key: str
    token: BotToken
    wanted: int

    def part_in(self, message: Mapping[str, Any]) -> tuple[int, str] | None:
        """Which part it is, and how it is called there; None for anybody else's."""
        if not self._is_mine(message):
            return None
        metadata = message.get("metadata") or {}
        payload = metadata.get("event_payload") or {}
        if metadata.get("event_type") == EVENT and payload.get("key") == self.key:
            return int(payload.get("part", 0)), str(message["ts"])
        return self._file_in(message)

    def _is_mine(self, message: Mapping[str, Any]) -> bool:
        mine, his = (self.token.bot_id, self.token.bot_user_id), (message.get("bot_id"), message.get("user"))
        return any(one and one == other for one, other in zip(mine, his, strict=True))

    def _file_in(self, message: Mapping[str, Any]) -> tuple[int, str] | None:
        marks = {_mark(self.key, number): number for number in range(self.wanted)}
        for file in message.get("files") or ():
            found = marks.get(PurePath(str(file.get("name", ""))).stem.rpartition("-")[2])
            if found is not None:
                return found, str(file["id"])
        return None


def is_file(ref: str) -> bool:
    """A message is called by its time."""
    return ref.startswith("F")
