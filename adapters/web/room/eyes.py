"""The room as one viewer sees it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from adapters.web.room.room import Room
from adapters.web.room.spots import home_of
from adapters.web.room.tries import answers_to, scenario_of, scenarios
from adapters.web.room.values import Line, RoomMember, Spot
from bot.domain.cards import ScenarioCard

FIRST = "you"
"""Whose room it is."""
NEWCOMER = "The newcomer"
"""What they are called through anybody else's eyes, where "You" would be somebody else."""


@dataclass(frozen=True, slots=True)
class Eyes:
    room: Room
    viewer: str
    zone: ZoneInfo

    @property
    def home(self) -> str:
        return home_of(self.viewer)

    @property
    def member(self) -> RoomMember:
        return self.room.members[self.viewer]

    @property
    def root(self) -> Spot:
        return Spot(self.room.channel)

    def scenarios(self) -> list[Line]:
        """Those posted in the channel, newest last."""
        return scenarios(self.room)

    def newest(self) -> Line | None:
        return next(reversed(self.scenarios()), None)

    def scenario_of(self, post: str) -> Line | None:
        """The line of the scenario that was posted as `post`."""
        return scenario_of(self.room, post)

    def card_of(self, line: Line) -> ScenarioCard | None:
        return line.card if isinstance(line.card, ScenarioCard) else None

    @property
    def has_begun(self) -> bool:
        """They have said something here, or asked for it."""
        lines = self.room.lines_by_ref.values()
        return any(self.viewer in {line.author, line.only_for} for line in lines)

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def opening_days(self, spots: Iterable[Spot]) -> frozenset[str]:
        """The lines at these places with no earlier one of the same day at theirs."""
        found: set[str] = set()
        for spot in spots:
            before: date | None = None
            for line in self.room.lines(spot, self.viewer):
                day = self.day(line.at)
                if day != before:
                    found.add(line.ref)
                before = day
        return frozenset(found)

    def answered(self, root: Line) -> int:
        """How many members have something marked as an answer to a scenario."""
        return len({line.author for line in answers_to(self.room, root)})

    def name(self, ref: str | None) -> str:
        """Without the word that tells of a sample: the page says it beside."""
        if ref is None:
            return "Debrief"
        if ref == FIRST and self.viewer != FIRST:
            return NEWCOMER
        member = self.room.member(ref)
        return member.called if member else "Somebody who left"

    def is_sample(self, ref: str | None) -> bool:
        member = self.room.member(ref) if ref else None
        return member is not None and member.sample
