"""What the core says, as meaning rather than markup. Adapters render; every text is plain text.

Texts may hold anything that a member wrote: an adapter escapes all of them.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.card_parts import BoardRow, Button, CriterionLine, Picture, SealedAnswer, Section
from bot.domain.competency import Competency
from bot.domain.forms import AnswerForm, FieldForm
from bot.domain.grade import Band
from bot.domain.mode import Privacy


@dataclass(frozen=True, slots=True)
class ScenarioCard:
    title: str
    prompt: str
    competencies: tuple[Competency, ...]
    minutes: int
    words: tuple[int, int]
    warm_up: str
    difficulty: int
    deadline: datetime
    privacy: Privacy
    read_by: str = ""
    """Where an answer goes to be read, in a sentence; empty when it goes nowhere."""
    notes: tuple[str, ...] = ()
    """What is unusual today: posted late, an earlier day skipped, a repeat."""
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class DebriefCard:
    scenario: str
    band: Band
    source: str
    """Who says so: "automatic check", a model's name, an organiser."""
    calibrated: bool | None
    """None for a person's word, of which nobody measures that."""
    criteria: tuple[CriterionLine, ...]
    red_lines: tuple[str, ...]
    one_change: str
    follow_up: str
    points: tuple[str, ...]
    """How the points came about, a line each."""
    flags: tuple[str, ...] = ()
    """What was noticed, a sentence each, for the author to act on."""
    caution: str = ""
    """How far to trust who says so, and what its words mean."""
    notice: str = ""
    """Read before all else: it waits for a person, or doesn't count yet."""
    improved_by: int | None = None
    """By how much of 100 the score of a later try is above the first one's; None on the first."""
    senior: str = ""
    """What a senior answer said; open after the deadline."""
    buttons: tuple[Button, ...] = ()

    @property
    def signed(self) -> str:
        """Who says so, and whether their scale was compared with people's."""
        if self.calibrated is None:
            return self.source
        return f"{self.source}, {'calibrated' if self.calibrated else 'not calibrated'}"

    @property
    def improved(self) -> str:
        """How a later try compares with the first, in words; empty on the first."""
        if self.improved_by is None:
            return ""
        where = "above" if self.improved_by > 0 else "below"
        how = f"{abs(self.improved_by)} of 100 {where}" if self.improved_by else "As good as"
        return f"{how} your first try (practice, no points)"


@dataclass(frozen=True, slots=True)
class RevealCard:
    """The sealed answers of a post, in one message."""

    scenario: str
    answers: tuple[SealedAnswer, ...]
    held: int
    """Answers that wait for an organiser."""
    hidden: int
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A short word to one person or one thread: a reply, a hint, a reminder, an offer."""

    text: str
    buttons: tuple[Button, ...] = ()
    again: bool = False
    """About something that came in before: whoever took it then has the answer that counts."""


@dataclass(frozen=True, slots=True)
class BoardCard:
    """A board, posted to all or shown to one. The rows say in text all that the picture says."""

    title: str
    subtitle: str
    """What is counted and over which time, in words."""
    rows: tuple[BoardRow, ...]
    own: BoardRow | None = None
    """The viewer's own row, whether or not it is among the others."""
    more: int = 0
    """How many took part beside those named."""
    notes: tuple[str, ...] = ()
    """Newcomers, corrections of the last board, what an empty board waits for."""
    picture: Picture | None = None
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetCard:
    """Something to look up: help, settings, a history, a streak post by post, a queue."""

    title: str
    sections: tuple[Section, ...]
    closing: str = ""
    """What to do next."""
    buttons: tuple[Button, ...] = ()
    picture: Picture | None = None
    """The sections say in text all that it says."""


@dataclass(frozen=True, slots=True)
class FileCard:
    """A file for one person, with a sentence about it."""

    name: str
    media_type: str
    content: bytes
    says: str
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """One turn of a mock round: who asks, and what."""

    scenario: str
    asked_by: str
    ask: str
    turn: int
    turns: int
    notes: tuple[str, ...] = ()
    """How a turn ends, on the first; nothing more than once."""
    buttons: tuple[Button, ...] = ()
    answers: bool = False
    """It answers what the member asked, and its question is the one that stands open."""

    @property
    def heading(self) -> str:
        return f"{self.asked_by} {'answers' if self.answers else 'asks'}"


@dataclass(frozen=True, slots=True)
class PacketCard:
    """What the committee reads after a mock round: a verdict for each criterion, with the words behind it."""

    scenario: str
    band: Band | None
    """None when there was nothing that could be graded; the notes say why."""
    source: str
    criteria: tuple[CriterionLine, ...]
    red_lines: tuple[str, ...]
    asked: tuple[str, ...]
    """The questions of the round, in order."""
    one_change: str
    caution: str = ""
    notes: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()


Card = (
    ScenarioCard
    | DebriefCard
    | RevealCard
    | Note
    | AnswerForm
    | FieldForm
    | BoardCard
    | SheetCard
    | FileCard
    | QuestionCard
    | PacketCard
)
