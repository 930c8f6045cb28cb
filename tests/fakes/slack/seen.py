"""What one person sees."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.slack.kit_text import words
from tests.fakes.slack.mrkdwn import tokens
from tests.fakes.slack.world import Channel, Member, Message, shown


@dataclass(frozen=True, slots=True)
class Shown:
    """A message on somebody's screen."""

    channel: Channel
    message: Message
    viewer: Member | None
    whispered: bool = False

    @property
    def ts(self) -> str:
        return str(self.message["ts"])

    @property
    def user(self) -> str:
        return str(self.message.get("user", ""))

    @property
    def text(self) -> str:
        """The fallback, which notifications and screen readers read."""
        return str(self.message.get("text", ""))

    @property
    def blocks(self) -> list[dict[str, Any]]:
        return list(self.message.get("blocks", []))

    @property
    def files(self) -> list[dict[str, Any]]:
        return list(self.message.get("files", []))

    @property
    def thread_ts(self) -> str | None:
        """Of the thread in which it stands; None for what stands in the channel."""
        root = self.message.get("thread_ts")
        return root if root != self.ts else None

    @property
    def words(self) -> str:
        """Everything there is to read: of the blocks where there are some, else the text."""
        return "\n".join(texts(self.blocks)) if self.blocks else self.text

    @property
    def buttons(self) -> list[str]:
        return [words(each["text"]) for each in pressable(self.blocks) if each["type"] == "button"]

    @property
    def marks(self) -> list[str]:
        return [each["name"] for each in self.message.get("reactions", [])]

    @property
    def mentions(self) -> list[str]:
        """What Slack makes a mention, link or date of, in blocks and text."""
        return [*tokens(self.blocks), *tokens({"type": "message", "text": self.text})]


@dataclass(frozen=True, slots=True)
class ShownView:
    """A modal or an App Home on somebody's screen."""

    view: dict[str, Any]
    viewer: Member
    errors: dict[str, str] = field(default_factory=dict)
    """By block_id: what the app said was wrong with what was sent."""

    @property
    def id(self) -> str:
        return str(self.view["id"])

    @property
    def blocks(self) -> list[dict[str, Any]]:
        return list(self.view["blocks"])

    @property
    def title(self) -> str:
        return words(self.view.get("title") or {})

    @property
    def words(self) -> str:
        return "\n".join(texts(self.blocks))

    @property
    def buttons(self) -> list[str]:
        return [words(each["text"]) for each in pressable(self.blocks) if each["type"] == "button"]

    @property
    def labels(self) -> list[str]:
        return [words(each["label"]) for each in self.blocks if each["type"] == "input"]

    @property
    def typed(self) -> dict[str, Any]:
        """What stands in its fields now, by action_id."""
        return {name: state for values in self.view["_state"].values() for name, state in values.items()}


def pressable(value: Any) -> Iterator[dict[str, Any]]:
    """All elements with an action_id."""
    if isinstance(value, dict):
        if "action_id" in value:
            yield value
        for part in value.values():
            yield from pressable(part)
    elif isinstance(value, list):
        for part in value:
            yield from pressable(part)


def texts(blocks: list[dict[str, Any]]) -> Iterator[str]:
    for block in blocks:
        yield from (each for each in [words(block), block.get("alt_text", "")] if each)


def on_screen(channel: Channel, viewer: Member | None) -> list[Shown]:
    """The channel and its threads, in order. Only its addressee sees a whisper; None sees what all see."""
    if viewer and viewer.id not in channel.members and channel.kind != "channel":
        return []
    common = [Shown(channel, shown(each), viewer) for each in channel.messages.values()]
    private = [
        Shown(channel, each, viewer, whispered=True)
        for each in channel.whispers
        if viewer and each["_to"] == viewer.id
    ]
    return sorted(common + private, key=lambda each: each.ts)
