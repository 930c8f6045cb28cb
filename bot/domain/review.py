"""What waits for a person's ruling, who may give it, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from bot.domain.grade import Graded, ReviewReason
from bot.domain.ids import AnswerId, GradeId, GroupId, PersonId, PostId, ReviewId, ScenarioId
from bot.domain.round import RoundId

APPEAL_WITHIN = timedelta(days=7)
RULED_WITHIN = timedelta(days=7)
AUDITED_IN = 50
"""One grade of so many is read by a person, whatever it says."""

OWN_WORDS = "own words"
"""What an appeal is about when the text was taken for a copy."""
_CROSSING = "red line "


def crossing(red_line_id: str) -> str:
    """What an appeal is about when it isn't about a criterion. No criterion's id holds a space."""
    return f"{_CROSSING}{red_line_id}"


def red_line_of(about: str) -> str | None:
    return about.removeprefix(_CROSSING) if about.startswith(_CROSSING) else None


def is_audited(group: GroupId, answer: AnswerId) -> bool:
    """Whether chance picks an answer for a person's eyes: by its number alone, so that it can be repeated."""
    digest = sha256(f"audit of answer {answer} in group {group}".encode()).digest()
    return int.from_bytes(digest[:8]) % AUDITED_IN == 0


class Outcome(StrEnum):
    UPHELD = "upheld"
    OVERTURNED = "overturned"
    GRADED = "graded"
    """There was no grade to uphold: a person gave the first."""


_URGENCY = {
    ReviewReason.APPEAL: 0,
    ReviewReason.DISAGREEMENT: 1,
    ReviewReason.RED_LINE: 1,
    ReviewReason.SUSPECT: 1,
    ReviewReason.REFUSED: 1,
    ReviewReason.LOW_CONFIDENCE: 2,
    ReviewReason.AUDIT: 3,
}


@dataclass(frozen=True, slots=True)
class Review:
    """One reason to look at one grade, or at the verdict of one round."""

    id: ReviewId
    reason: ReviewReason
    about: str
    """A criterion, a red line or the copying that was appealed; empty for the whole grade."""
    said: str
    opened_at: datetime
    outcome: Outcome | None = None
    """None while it waits."""
    because: str = ""

    @property
    def overdue_at(self) -> datetime:
        return self.opened_at + RULED_WITHIN

    @property
    def urgency(self) -> int:
        return _URGENCY[self.reason]


@dataclass(frozen=True, slots=True)
class Waiting:
    """All that waits about one verdict. It is ruled on at once, by one person."""

    group: GroupId
    author: PersonId
    reviews: tuple[Review, ...]

    @property
    def id(self) -> ReviewId:
        """The first review's, by which people and buttons name the case."""
        return self.reviews[0].id

    @property
    def oldest(self) -> datetime:
        return min(review.opened_at for review in self.reviews)

    @property
    def turn(self) -> tuple[int, datetime, ReviewId]:
        """Appeals go first, then what is held, then what is merely doubted; audits can wait."""
        return min(review.urgency for review in self.reviews), self.oldest, self.id

    @property
    def is_whole(self) -> bool:
        """Every criterion is asked about, not only those that were appealed."""
        return any(not review.about for review in self.reviews)

    @property
    def about(self) -> frozenset[str]:
        return frozenset(review.about for review in self.reviews if review.about)


@dataclass(frozen=True, slots=True)
class Case(Waiting):
    """About the grade of an answer to a post."""

    post: PostId
    answer: AnswerId
    grade: GradeId
    """The grader's own; for one that no model would read, the row that says so."""
    revision: int
    closes: datetime
    """From the post's deadline on its rubric is open to all."""


@dataclass(frozen=True, slots=True)
class RoundCase(Waiting):
    """About the verdict of a mock round."""

    round: RoundId
    scenario: ScenarioId


class MayRule(StrEnum):
    YES = "yes"
    OWN = "it is their own answer"
    LATER = "the rubric is not open to them yet"
    NO = "somebody else does"


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who would rule."""

    person: PersonId
    organises: bool
    debriefed: frozenset[PostId] = frozenset()
    """The posts whose rubric they know from their own debrief."""
    met: frozenset[ScenarioId] = frozenset()
    """The scenarios whose rubric they know, from an own debrief or an own round."""

    def may_rule(self, case: Case | RoundCase, organisers: Iterable[PersonId], now: datetime) -> MayRule:
        """An organiser rules; on a sole organiser's words, a member who knows the scenario from their own.

        A round has no deadline after which its rubric is open: an organiser would wait for ever.
        """
        if case.author == self.person:
            return MayRule.OWN
        is_known = case.scenario in self.met if isinstance(case, RoundCase) else case.post in self.debriefed
        if not self.organises and not (is_known and only_one_is(case.author, organisers)):
            return MayRule.NO
        if isinstance(case, RoundCase) or now >= case.closes or (self.organises and is_known):
            return MayRule.YES
        return MayRule.LATER


def only_one_is(author: PersonId, organisers: Iterable[PersonId]) -> bool:
    """Nobody organises the group but the author."""
    return not set(organisers) - {author}


def outcome_of(review: Review, before: Graded | None, after: Graded, *, own_words: bool) -> Outcome:
    """Whether what was shown still stands: on one criterion by its level, on the whole by its band."""
    if review.about == OWN_WORDS:
        return Outcome.OVERTURNED if own_words else Outcome.UPHELD
    if before is None:
        return Outcome.GRADED
    if not review.about:
        return Outcome.UPHELD if before.band is after.band else Outcome.OVERTURNED
    return Outcome.UPHELD if _seen(before, review.about) == _seen(after, review.about) else Outcome.OVERTURNED


def _seen(graded: Graded, about: str) -> int | None:
    line = red_line_of(about)
    if line is not None:
        return next((int(found.tripped) for found in graded.red_lines if found.red_line_id == line), 0)
    return next((int(found.level) for found in graded.criteria if found.criterion_id == about), None)
