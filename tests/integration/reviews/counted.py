"""An answer's verdicts and what they earn, as somebody would count them by hand: it reads no row."""

from dataclasses import dataclass, field

from bot.domain.happenings import MessagePosted
from bot.domain.points import Tally

LOWEST = (0, 32, 55, 66, 82, 101)
EARNS = (0, 3, 6, 8, 10)


@dataclass(slots=True)
class Given:
    """A verdict on one revision."""

    revision: int
    levels: dict[str, int]
    score: int
    by_person: bool = False

    @property
    def band(self) -> int:
        return max(n for n in range(5) if LOWEST[n] <= self.score)


@dataclass(slots=True)
class Counted:
    said: MessagePosted | None = None
    tries: int = 0
    given: list[Given] = field(default_factory=list)
    gradings: int = 0
    first_now: int | None = None
    """The first revision since the answer came, or came back."""
    paid: Given | None = None

    @property
    def tally(self) -> Tally:
        if self.said is None:
            return Tally()
        if self.paid is None:
            return Tally(10, 1, 0, 0, 1)
        return Tally(10 + EARNS[self.paid.band], 1, 1, self.paid.score, 1)

    def stands(self, revision: int) -> Given:
        of_it = [one for one in self.given if one.revision == revision]
        return ([one for one in of_it if one.by_person] or of_it)[-1]

    def graders(self, revision: int) -> Given:
        return next(one for one in self.given if one.revision == revision and not one.by_person)
