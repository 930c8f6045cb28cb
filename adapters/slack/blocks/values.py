"""What rendering yields."""

from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]
"""One block of Block Kit, as it goes over the wire."""


@dataclass(frozen=True, slots=True)
class SlackFile:
    """A file that goes with a message."""

    name: str
    media_type: str
    content: bytes
    alt: str
    """What it shows, for whoever can't see it."""


@dataclass(frozen=True, slots=True)
class SlackMessage:
    text: str
    """The same in plain words, for notifications and screen readers."""
    blocks: tuple[Block, ...]
    files: tuple[SlackFile, ...] = ()
