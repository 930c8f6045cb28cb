"""What speaking on a platform takes, in words that fit any platform."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Site:
    """One installation of one platform."""

    platform: str
    installation_ref: str


@dataclass(frozen=True, slots=True)
class CardAt:
    """One card of the bot's own, where it goes."""

    site: Site
    place: str
    key: str


@dataclass(frozen=True, slots=True)
class Credential:
    """What opens an installation to us."""

    site: Site
    secrets: Mapping[str, str] = field(repr=False)
    expires_at: datetime | None = None
    version: int = 0
    """Of the row that it was read from."""


@dataclass(frozen=True, slots=True)
class Rate:
    """One call a step, and after a rest as many more at once as `burst` holds steps."""

    step: timedelta
    burst: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Queue:
    """One line in which calls wait for their turn, shared by all processes."""

    method: str
    place: str
    rate: Rate


@dataclass(frozen=True, slots=True)
class Slot:
    """A turn to call, or when to ask again."""

    at: datetime
    granted: bool


@dataclass(frozen=True, slots=True)
class Landing:
    """What is known of a card's parts on a platform, in their order; '' for one that isn't there."""

    refs: tuple[str, ...]
    wanted: int
    unsure_since: datetime | None
    """From then on more may have landed than is known; None when all is known."""
    looked_to: str = ""
    """While that is looked for: how far, in the platform's own words; empty before the first page."""

    @property
    def whole(self) -> bool:
        return self.wanted > 0 and len(self.refs) >= self.wanted and all(self.refs[: self.wanted])

    def has(self, number: int) -> bool:
        return number < len(self.refs) and bool(self.refs[number])

    def with_part(self, number: int, ref: str) -> "Landing":
        refs = [*self.refs, *[""] * (number + 1 - len(self.refs))]
        refs[number] = ref
        return replace(self, refs=tuple(refs))
