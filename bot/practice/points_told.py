"""What an answer's points are made of, in words."""

from collections.abc import Mapping, Sequence

from bot.domain.answer import Answer
from bot.domain.ids import GradeId
from bot.domain.points import LedgerKind
from bot.store.ledger import Move

_SAYS = {
    LedgerKind.COPY: "nearly the same text as an earlier answer: it counts for your streak only",
    LedgerKind.RULING: "after an organiser's ruling",
    LedgerKind.REGRADE: "graded again, by a changed rubric",
}


def points_told(answer: Answer, moves: Sequence[Move], bands: Mapping[GradeId, str]) -> list[str]:
    """What was earned and taken back since isn't listed: what an earlier arrival was isn't known any more."""
    count = _over(moves)
    says = {LedgerKind.ARRIVAL: answer.timeliness or "answered", LedgerKind.WITHDRAWAL: "withdrawn", **_SAYS}
    told = [
        f"{move.points:+d} {says.get(move.kind) or (bands[move.grade] if move.grade else move.kind)}"
        for move in moves[count:]
        if move.points or move.kind is LedgerKind.ARRIVAL
    ]
    earned = sum(move.points for move in moves[:count] if move.points > 0)
    taken = f"{earned} earned before went with the words that earned them"
    return [*told, taken] if earned else told


def _over(moves: Sequence[Move]) -> int:
    """How many of the first come to nothing together, and end in a withdrawal."""
    ends = (place + 1 for place, move in enumerate(moves) if move.kind is LedgerKind.WITHDRAWAL)
    return max((end for end in ends if sum(move.points for move in moves[:end]) == 0), default=0)
