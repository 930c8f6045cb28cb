"""What a committee says, in words: the card in the chat and the printed page say the same."""

from dataclasses import dataclass
from datetime import date

from bot.domain.card_parts import CriterionLine
from bot.domain.grade import Band, Level


@dataclass(frozen=True, slots=True)
class ToldRound:
    """An interviewer's own assessment, written without the others'."""

    place: int
    interviewer: str
    kind: str
    scenario: str
    band: Band | None
    gist: str
    """Of the note, at the length of a line."""
    note: tuple[str, ...]
    """In the interviewer's voice, a sentence each."""
    criteria: tuple[CriterionLine, ...] = ()
    voices: tuple[str, ...] = ()
    """A panel's roles, each with its own recommendation."""
    attended: bool = True

    @property
    def verdict(self) -> str:
        if not self.attended:
            return "not attended"
        return self.band.value if self.band else "no recommendation"


@dataclass(frozen=True, slots=True)
class ToldView:
    who: str
    verdict: str
    """A recommendation, or a level's word."""
    level: Level | None
    quote: str
    """Empty when no words were heard."""


@dataclass(frozen=True, slots=True)
class ToldConflict:
    about: str
    higher: ToldView
    lower: ToldView


@dataclass(frozen=True, slots=True)
class ToldDissent:
    who: str
    verdict: str
    why: str
    quote: str
    needs: str
    """What they would have to see to change their mind."""


@dataclass(frozen=True, slots=True)
class ToldNeed:
    seat: str
    says: str
    level: Level | None
    """Of the weakest competency that it cares about, where that decides."""


@dataclass(frozen=True, slots=True)
class CommitteePacket:
    loop: str
    """The title of the company loop."""
    day: date
    """On which the committee decided, where its reader lives."""
    band: Band | None
    verdict: tuple[str, ...]
    """The reasons, a sentence each."""
    red_lines: tuple[str, ...]
    rounds: tuple[ToldRound, ...]
    conflicts: tuple[ToldConflict, ...]
    dissent: tuple[ToldDissent, ...]
    needs: tuple[ToldNeed, ...]
    one_change: str
    certainty: tuple[str, ...]
    bar_raiser: str = ""
    """Why one more round is called for."""
    corrections: tuple[str, ...] = ()
    """What was appealed since, and what people ruled."""

    @property
    def headline(self) -> str:
        return self.band.value.capitalize() if self.band else "No verdict"
