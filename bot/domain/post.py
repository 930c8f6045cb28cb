"""A group's scenario of the day, and its appearance in each of the group's channels."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.calendar import SkipReason
from bot.domain.group import Channel
from bot.domain.ids import GroupId, PostId, PostingId, ScenarioId
from bot.domain.mode import Mode


class PostState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Post:
    id: PostId
    group: GroupId
    slot: str
    local_date: date
    state: PostState
    scenario: ScenarioId
    scenario_hash: str
    mode: Mode
    repeated: bool
    due_at: datetime
    deadline_at: datetime
    theme: str = ""
    """The word of the themed week that it belongs to."""


@dataclass(frozen=True, slots=True)
class SkippedDay:
    local_date: date
    reason: SkipReason


@dataclass(frozen=True, slots=True)
class PlannedPost:
    """A due day, decided: a post with its scenario, or a skip with its reason."""

    group: GroupId
    slot: str
    local_date: date
    due_at: datetime
    deadline_at: datetime
    mode: Mode
    scenario: ScenarioId | None = None
    queued: bool = False
    repeated: bool = False
    theme: str = ""
    skipped: SkipReason | None = None


@dataclass(frozen=True, slots=True)
class Posting:
    id: PostingId
    post: Post
    channel: Channel
    attempt: int
    tried_before: bool
    """An earlier attempt may have landed: look before posting."""

    @property
    def key(self) -> str:
        """What the platform keeps with the message, so that it's found again."""
        return f"posting-{self.id}"
