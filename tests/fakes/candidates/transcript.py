"""What was said in one simulated round, by both sides and in order, and what was left when it ended."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.cards import Card, Note, PacketCard, QuestionCard
from bot.domain.grade import GradeOutcome
from bot.domain.round import Question
from bot.domain.scenario import Scenario


class Does(StrEnum):
    SAYS = "says"
    EDITS = "edits"
    EDITS_LATE = "edits when its turn is over"
    DELETES = "deletes"
    ENDS = "ends a turn, or lets the time pass"
    """Something has to follow."""
    SENDS = "sends"
    """The bot, of its own accord: it stands in the conversation."""
    REPLIES = "replies"
    """The bot, to a command or a button: seen once, and kept nowhere."""


MEMBERS = frozenset({Does.SAYS, Does.EDITS, Does.EDITS_LATE, Does.DELETES, Does.ENDS})


@dataclass(frozen=True, slots=True)
class Line:
    does: Does
    text: str
    message: int = 0
    """Which of the member's messages it is about, from 0."""
    card: Card | None = None
    key: str = ""

    @property
    def is_members(self) -> bool:
        return self.does in MEMBERS


@dataclass(slots=True)
class Transcript:
    person: str
    scenario: Scenario
    lines: list[Line] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    """Of every round that the member began, at the end."""
    questions: list[Question] = field(default_factory=list)
    """As the database holds them."""
    outcomes: list[GradeOutcome] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """The messages that the database holds as said, in order."""
    read: list[str] = field(default_factory=list)
    """Every text that the grader was shown."""
    restarts: int = 0

    @property
    def asked(self) -> list[QuestionCard]:
        return [line.card for line in self.lines if isinstance(line.card, QuestionCard)]

    @property
    def packets(self) -> list[PacketCard]:
        return [line.card for line in self.lines if isinstance(line.card, PacketCard)]

    @property
    def sent(self) -> list[tuple[str, str]]:
        """What arrived, in order: a restart changes nothing of it."""
        return [(line.key, line.text) for line in self.lines if line.does is Does.SENDS]

    def standing(self, until: int | None = None) -> list[str]:
        """The member's messages as they stood after so many lines: edited in time, and not deleted."""
        texts: dict[int, str] = {}
        for line in self.lines[:until]:
            if line.does in (Does.SAYS, Does.EDITS):
                texts[line.message] = line.text
            elif line.does is Does.DELETES:
                texts.pop(line.message, None)
        return list(texts.values())

    @property
    def gone(self) -> list[tuple[int, str]]:
        """What a deletion took back, with the line at which it did."""
        found = []
        for place, line in enumerate(self.lines):
            if line.does is Does.DELETES:
                written = (Does.SAYS, Does.EDITS, Does.EDITS_LATE)
                earlier = [one for one in self.lines[:place] if one.does in written]
                found += [(place, one.text) for one in earlier if one.message == line.message]
        return found


def text_of(card: Card) -> str:
    """All that a card of a round says."""
    match card:
        case QuestionCard():
            return "\n".join((card.ask, *card.notes))
        case Note():
            return card.text
        case PacketCard():
            criteria = (part for line in card.criteria for part in (line.title, *line.quotes, line.missing))
            parts = (*card.notes, card.caution, *criteria, *card.red_lines, *card.asked, card.one_change)
            return "\n".join(part for part in parts if part)
        case _:
            return repr(card)
