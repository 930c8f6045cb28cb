"""Stories that members keep for behavioural rounds: a risk, the limit that they set, what it prevented."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.grade import Band
from bot.domain.ids import GroupId, PersonId, StoryId
from bot.domain.story_tags import Tag, tags_by_words

MOST_STORIES = 20
"""In a group. More of them nobody finds again while somebody waits for an answer."""
LONGEST_TITLE = 80
"""In letters, as the next one."""
LONGEST_FIELD = 2_000


class Part(StrEnum):
    """What a story consists of, in the order in which it is told."""

    TITLE = "title"
    SITUATION = "situation"
    ACTION = "action"
    OUTCOME = "outcome"


def longest(part: str) -> int:
    return LONGEST_TITLE if part == Part.TITLE else LONGEST_FIELD


@dataclass(frozen=True, slots=True)
class StoryText:
    """What a member wrote, unchanged but for empty space around it."""

    title: str
    situation: str
    action: str
    outcome: str

    @property
    def whole(self) -> str:
        return f"{self.title}\n{self.situation}\n{self.action}\n{self.outcome}"

    def tells_the_same(self, other: "StoryText") -> bool:
        """Word for word, whatever the title."""
        return self.words == other.words

    @property
    def words(self) -> tuple[str, ...]:
        """Without the title's, as they are compared."""
        return tuple(f"{self.situation} {self.action} {self.outcome}".casefold().split())


@dataclass(frozen=True, slots=True)
class Story:
    id: StoryId
    group: GroupId
    person: PersonId
    text: StoryText
    revision: int
    kept_at: datetime
    changed_at: datetime
    own_tags: tuple[Tag, ...] | None = None
    """None while its member has said nothing about them: then its words do."""
    told_at: datetime | None = None
    """When it was last told in a round."""
    told_band: Band | None = None
    """The verdict of that round; None where there was none."""

    @property
    def tags(self) -> tuple[Tag, ...]:
        return tags_by_words(self.text.whole) if self.own_tags is None else self.own_tags
