"""Lays a plan out: which competency has its turn on which day, and what nobody has shown this member yet."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import blake2b

from bot.domain.competency import Competency
from bot.domain.grade import Level
from bot.domain.ids import ScenarioId
from bot.domain.plan import EVEN_SHARE, GOOD_ENOUGH, Doing, Known, Plan, PlanDay, PlanWish, share_of
from bot.domain.plan_shape import scenarios_of, shape, squeezed
from bot.domain.rotation import Entry
from bot.domain.round_kinds import Kind

FIRST_GAP = timedelta(days=3)
"""A competency comes back after so long; each time that it went well in a row doubles it."""
LONGEST_GAP = timedelta(days=24)
UNTESTED = float(Level.REASONED)
"""What is assumed of a competency that was never tested, to choose how hard it begins."""
NOT_PLANNED = frozenset({Kind.CASE, Kind.BAR_RAISER})
"""A scenario is a case anyway; a bar raiser belongs to a loop."""


def lay_out(wish: PlanWish, known: Known, today: date) -> Plan:
    """The same rows give the same plan. Nothing seen is in it, and nothing twice."""
    weak = known.weak
    usual = shape(wish, today, loops=known.loops)
    days = squeezed(usual, len(weak))
    desk = _Desk(known, list(weak), weak, tight=scenarios_of(days) < len(weak))
    laid = tuple(desk.lay(day, doing) for day, doing in days.items())
    return Plan(wish, laid, weak, squeezed=days != usual)


@dataclass(slots=True)
class _Desk:
    """What is left to be laid out, day after day."""

    known: Known
    weak: list[Competency]
    """Those that no day of the plan was for yet."""
    turn: tuple[Competency, ...]
    """All of them, as they stood at first."""
    tight: bool
    """There are fewer days than weak competencies: each has to test several."""
    left: list[Entry] = field(init=False)
    order: dict[ScenarioId, bytes] = field(init=False)
    """Among equals: everybody has an order of their own, the same after any restart."""
    levels: dict[Competency, float | None] = field(init=False)
    kinds: dict[Kind, int] = field(init=False)
    last: dict[Competency, date] = field(init=False, default_factory=dict)
    gaps: dict[Competency, timedelta] = field(init=False, default_factory=dict)
    systems: dict[int, int] = field(init=False, default_factory=dict)
    """How often each was met."""
    had: list[Kind] = field(init=False)

    def __post_init__(self) -> None:
        self.left = self.known.unseen
        self.order = {entry.id: _order(self.known, entry) for entry in self.left}
        self.levels = {competency: self.known.level(competency) for competency in Competency}
        self.kinds = {kind: many for kind, many in self.known.kinds.items() if kind not in NOT_PLANNED}
        self.had = list(self.known.had)
        for one in self.known.met:
            self.systems[one.system] = self.systems.get(one.system, 0) + 1
            for competency, level in one.levels.items():
                self._practised(competency, one.on, level)

    def lay(self, day: date, doing: Doing) -> PlanDay:
        match doing:
            case Doing.SCENARIO:
                return self._scenario(day) or self._round(day) or PlanDay(day, Doing.NOTHING_NEW)
            case Doing.ROUND:
                return self._round(day) or self._scenario(day) or PlanDay(day, Doing.NOTHING_NEW)
            case _:
                return PlanDay(day, doing)

    def _scenario(self, day: date) -> PlanDay | None:
        if self.weak and (self.tight or len(self.left) < len(self.weak)):
            found = self._covering(day)
            if found is not None:
                return found
        turn = sorted(Competency, key=lambda it: self._waits(it, day))
        for competency in turn:
            fit = [entry for entry in self.left if share_of(entry, competency) >= EVEN_SHARE]
            if not fit and competency in self.weak:  # little of it is better than none
                fit = [entry for entry in self.left if share_of(entry, competency) > 0]
            if fit:
                return self._take(day, competency, min(fit, key=lambda it: self._worth(it, competency)))
        return self._take(day, turn[0], self.left[0]) if self.left else None

    def _covering(self, day: date) -> PlanDay | None:
        """The scenario that tests most of the weak competencies that wait."""
        covers = {entry.id: [it for it in self.weak if share_of(entry, it) > 0] for entry in self.left}
        best = min(
            (entry for entry in self.left if covers[entry.id]),
            key=lambda it: (-len(covers[it.id]), *self._worth(it, covers[it.id][0])),
            default=None,
        )
        if best is None:
            return None
        tested = covers[best.id]
        laid = self._take(day, max(tested, key=lambda it: share_of(best, it)), best)
        self.weak = [it for it in self.weak if it not in tested]
        return laid

    def _take(self, day: date, competency: Competency, entry: Entry) -> PlanDay:
        self.left.remove(entry)
        self.systems[entry.system] = self.systems.get(entry.system, 0) + 1
        if competency in self.weak:
            self.weak.remove(competency)
        self._practised(competency, day, self.levels[competency])
        return PlanDay(day, Doing.SCENARIO, competency, entry)

    def _round(self, day: date) -> PlanDay | None:
        able = [kind for kind in Kind if self.kinds.get(kind, 0) > 0]
        if not able:
            return None
        kind = min(able, key=lambda it: (self.had.count(it), it in self.had[-2:], list(Kind).index(it)))
        self.had.append(kind)
        self.kinds[kind] -= 1
        return PlanDay(day, Doing.ROUND, kind=kind)

    def _practised(self, competency: Competency, on: date, level: float | None) -> None:
        """Expanding while it goes well, back to the first gap when it doesn't."""
        well = level is not None and level >= GOOD_ENOUGH
        before = self.gaps.get(competency)
        self.gaps[competency] = min(before * 2, LONGEST_GAP) if well and before else FIRST_GAP
        self.last[competency] = on

    def _waits(self, competency: Competency, day: date) -> tuple[bool, float, float]:
        """What sorts first has its turn: the weak that wait for theirs, then what is longest overdue."""
        last = self.last.get(competency)
        overdue = (day - last) / self.gaps[competency] if last else float("inf")
        if competency in self.weak:
            return False, float(self.turn.index(competency)), 0.0
        return True, -overdue, self.levels[competency] or UNTESTED

    def _worth(self, entry: Entry, competency: Competency) -> tuple[int, int, int, bytes]:
        """A system met least, as hard as fits, that says something of other weak ones too."""
        level = self.levels[competency]
        hard = 1 + min(2, max(0, round((UNTESTED if level is None else level) - 1)))
        others = sum(share_of(entry, it) >= EVEN_SHARE for it in self.weak)
        own = self.order[entry.id]
        return self.systems.get(entry.system, 0), abs(entry.difficulty - hard), -others, own


def _order(known: Known, entry: Entry) -> bytes:
    return blake2b(f"{known.person}:{entry.id}".encode(), digest_size=8).digest()
