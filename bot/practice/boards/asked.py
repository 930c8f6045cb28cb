"""Which board somebody asks for: `last week points`, in any order."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.commanding import Typed
from bot.errors import UserMustAct
from bot.library.spelling import nearest
from bot.practice.boards.measures import MEASURES
from bot.practice.boards.periods import SPANS, Span
from bot.practice.boards.reading import Measure

_SPANS = tuple(span.word for span in SPANS)
_IN_SPANS = frozenset(" ".join(_SPANS).split())
_MEASURES = {measure.word: measure for measure in MEASURES}
_FILLERS = frozenset({"this", "the", "time"})

SAYS = f"who practised most {SPANS[0].said}; also {', '.join(span.said for span in SPANS[1:])}"
FORM = f"[{'|'.join(_SPANS)}] [{'|'.join(_MEASURES)}]"
EXAMPLES = ("board", *(f"board {measure.example}" for measure in MEASURES))


@dataclass(frozen=True, slots=True)
class WhichBoard:
    span: Span
    measure: Measure


def which_board(words: Sequence[Typed]) -> WhichBoard:
    """Raises UserMustAct for a word that names no board, and for two that exclude each other."""
    typed = {word.plain: word for word in words if word.plain not in _FILLERS}
    for plain, word in typed.items():
        if plain not in _IN_SPANS and plain not in _MEASURES:
            raise _no_such_board(word)
    of_a_span = typed.keys() & _IN_SPANS
    spans = [span for span in SPANS if of_a_span <= set(span.word.split())]
    measures = [_MEASURES[plain] for plain in typed if plain in _MEASURES] or [MEASURES[0]]
    if not spans or len(measures) > 1:
        raise UserMustAct(
            f"That asks for two boards at once. Nothing was changed. Type one of {_in_a_row(_SPANS, 'and')}, "
            f"and one of {_in_a_row([*_MEASURES], 'and')}: for instance `/debrief {EXAMPLES[2]}`."
        )
    return WhichBoard(min(spans, key=lambda span: len(span.word.split())), measures[0])


def _no_such_board(word: Typed) -> UserMustAct:
    close = nearest(word.plain, (*sorted(_IN_SPANS), *_MEASURES))
    meant = f" Did you mean `{close}`?" if close else ""
    return UserMustAct(
        f"There is no board `{word.shown}`.{meant} Nothing was changed. "
        f"Type `/debrief board`, then {_in_a_row(_SPANS, 'or')}, and {_in_a_row([*_MEASURES], 'or')}."
    )


def _in_a_row(words: Sequence[str], last: str) -> str:
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
