"""A sentence as evidence, with what was heard in it."""

from dataclasses import dataclass

from bot.domain.grade import Level
from bot.grading.cues import Spans
from bot.grading.hearing import Heard
from bot.grading.sentences import Sentence
from bot.grading.signals import Signal


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence as evidence."""

    sentence: Sentence
    limit: Level
    """The highest level that it can carry."""
    copied: frozenset[int]
    """Places of words that are the scenario's own; they carry nothing."""
    spans: Spans
    heard: tuple[Heard, ...]
    signals: tuple[Signal, ...] = ()

    @property
    def top(self) -> Level:
        """The highest level heard, whatever the sentence may carry."""
        return max((sign.level for sign in self.heard), default=Level.ABSENT)

    @property
    def said(self) -> Level:
        """The highest level heard with words of its own round the cue."""
        return max((sign.level for sign in self.heard if not sign.bare), default=Level.ABSENT)

    @property
    def telling(self) -> bool:
        """Whether more is heard than the name of a thing."""
        return self.limit > Level.ABSENT and self.top >= Level.REASONED

    @property
    def tight(self) -> bool:
        """Whether what it is heard by at its highest is bare, or may be no more than words in a row."""
        return any(sign.bare or sign.tight for sign in self.heard if sign.level >= self.top)
