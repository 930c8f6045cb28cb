"""What rendering yields."""

from dataclasses import dataclass
from typing import Any

Component = dict[str, Any]
"""A row of buttons, a select or a part of a modal, as it goes over the wire."""


@dataclass(frozen=True, slots=True)
class DiscordFile:
    """A file that goes with a message."""

    name: str
    media_type: str
    content: bytes
    alt: str
    """What it shows, for whoever can't see it."""


@dataclass(frozen=True, slots=True)
class DiscordMessage:
    content: str
    """In Discord's markdown: the card in words, which is what a notification and a screen reader say."""
    components: tuple[Component, ...] = ()
    files: tuple[DiscordFile, ...] = ()
    quiet: bool = False
    """A further part, which notifies nobody."""
