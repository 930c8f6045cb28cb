"""Which board somebody asks for: `last week points`, in any order."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.board import Measure
from bot.domain.commanding import Typed
from bot.errors import UserMustAct


class Span(StrEnum):
    WEEK = "week"
    LAST_WEEK = "last week"
    SEASON = "season"
    ALL = "all"


CHOICES = (*(span for span in Span if span is not Span.LAST_WEEK), *Measure, "last")
_FILLERS = {"this", "the", "time"}


@dataclass(frozen=True, slots=True)
class WhichBoard:
    span: Span = Span.WEEK
    measure: Measure = Measure.POINTS


class NoSuchBoard(UserMustAct):
    """A word that names no board."""

    def __init__(self, word: Typed) -> None:
        super().__init__(f"There is no board `{word.shown}`.")
        self.word = word


def which_board(words: Sequence[Typed]) -> WhichBoard:
    """Raises NoSuchBoard for a word that isn't known, UserMustAct for two that exclude each other."""
    spans: set[Span] = set()
    measures: set[Measure] = set()
    last = False
    for word in words:
        match word.plain:
            case "last":
                last = True
            case plain if plain in (Span.WEEK, Span.SEASON, Span.ALL):
                spans.add(Span(plain))
            case plain if plain in tuple(Measure):
                measures.add(Measure(plain))
            case plain if plain not in _FILLERS:
                raise NoSuchBoard(word)
    if len(spans) > 1 or len(measures) > 1 or (last and spans - {Span.WEEK}):
        raise UserMustAct(
            "That asks for two boards at once. Nothing was changed. Type one of week, last week, season and "
            "all, and one of points, improved and streak: for instance `/debrief board season improved`."
        )
    span = Span.LAST_WEEK if last else next(iter(spans), Span.WEEK)
    return WhichBoard(span, next(iter(measures), Measure.POINTS))
