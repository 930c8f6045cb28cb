"""What the pages ask of whoever runs the room beside it: its clock control, and the next thing to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Jump:
    """A way to set the room's clock forward."""

    key: str
    label: str
    """A button's: "On to the deadline and the next scenario"."""
    to: datetime
    says: str
    """What will happen on the way, true for this moment."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """One line at the top of the page: what to do next."""

    text: str
    """Commands in backticks become code."""
    href: str | None = None
    """Where to do it: a path of this server."""
    label: str = ""
    """What the link says; "Go there" when it's empty."""
    rest: str = ""
    """What is said behind the link."""


class Study(Protocol):
    """Asked for every page and again for every change that is shown live: answers must be quick."""

    @property
    def group(self) -> str:
        """The group's name."""
        ...

    @property
    def zone(self) -> ZoneInfo:
        """In which the page tells times."""
        ...

    @property
    def grader_says(self) -> str:
        """Who reads the answers, in a sentence."""
        ...

    @property
    def moving(self) -> bool:
        """The clock is being set forward just now."""
        ...

    @property
    def bound_for(self) -> datetime | None:
        """Where it is being set to."""
        ...

    async def jumps(self) -> Sequence[Jump]:
        """What can be jumped to now."""
        ...

    async def jump(self, key: str) -> None:
        """Go there, and return once everything on the way is done.

        Raises UserMustAct when the clock moves already, or there is no such jump any more.
        """
        ...

    async def next_step(self, viewer: str) -> NextStep | None: ...
