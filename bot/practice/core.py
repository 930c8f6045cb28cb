"""What every use case works with. Built once, by whoever wires the process."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.domain.loop import LoopFormat
from bot.library.library import Library
from bot.ports import (
    ChatPlatform,
    Clock,
    Files,
    ForgottenList,
    GradeKeys,
    Grader,
    Interviewer,
    Painter,
    Printer,
)
from bot.store.due import Lease
from bot.store.work import Store


@dataclass(frozen=True, slots=True)
class Timings:
    """How patient the machinery is. None of it is product time that a member can see."""

    lease: timedelta = timedelta(seconds=60)
    """How long a row counts as looked after once a job was enqueued for it or took it up."""
    grading: float = 100.0
    """Seconds for one grading; below its own lease, so that no second attempt begins beside it.

    Above what a grader takes at most by itself: one that gives up in time says what it cost.
    """
    grading_lease: timedelta = timedelta(seconds=150)
    turn: float = 45.0
    """Seconds for reading one turn of a round, in which somebody waits; below the lease."""
    network: float = 20.0
    """Seconds for one call to a platform; well below the lease, so that a call in flight ends first."""
    longest_lease: timedelta = timedelta(hours=1)
    most_waiting: int = 2_000
    """Jobs of one kind beyond which the sweep adds none."""

    @property
    def leases(self) -> Lease:
        return Lease(self.lease, self.longest_lease)

    def put_off(self, now: datetime, by: timedelta) -> datetime:
        """When to try again after somebody outside asked to wait."""
        return now + min(by, self.longest_lease)

    def grading_lease_for(self, failures: int) -> timedelta:
        return max(self.grading_lease, self.lease_for(failures))

    def lease_for(self, attempt: int) -> timedelta:
        """Doubles with every attempt, so that a row that always fails doesn't spin."""
        doubled: timedelta = self.lease * 2 ** min(attempt, 10)
        return min(doubled, self.longest_lease)


@dataclass(frozen=True, slots=True)
class Core:
    store: Store
    clock: Clock
    library: Library
    grader: Grader
    painter: Painter
    platforms: Mapping[str, ChatPlatform]
    timings: Timings = field(default_factory=Timings)
    grade_keys: GradeKeys | None = None
    """None: the grader says the same of the same text anyway, and nothing is kept."""
    read_by: str = ""
    """Where the grader sends an answer, in a sentence for members; empty when it sends it nowhere."""
    interviewer: Interviewer | None = None
    """None: every question is asked as its author wrote it."""
    fallback: Grader | None = None
    """Gives a provisional word when the grader can't; None when the grader needs none."""
    day_budget_micros: int | None = None
    """What all groups together may spend on a day, in millionths of a dollar; None for no limit."""
    forgotten: ForgottenList | None = None
    """None: this process keeps no list. What is owed to it waits for one that does."""
    loops: Mapping[str, LoopFormat] = field(default_factory=lambda: MappingProxyType({}))
    """The company loops that can be played, by id."""
    printer: Printer | None = None
    """None: no page is made, and the card says what it can."""
    files: Mapping[str, Files] = field(default_factory=lambda: MappingProxyType({}))
    """By the platform's name, where files can be given along with a command."""
