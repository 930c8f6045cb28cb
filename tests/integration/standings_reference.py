"""Standings as somebody would count them by hand, from the rules and the events alone.

Slow and separate on purpose: it reads no row and shares no code with what it checks, tables of points apart.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BANDS = ("no", "lean no", "lean yes", "yes", "strong yes")
EARNS = (0, 3, 6, 8, 10)
LOWEST = (0, 32, 55, 66, 82, 101)
ON_TIME, LATE = 10, 3
QUIET = timedelta(minutes=10)
MOST = 3
HOME = "Europe/Berlin"

Sums = tuple[int, int, int, int]


@dataclass(slots=True)
class Message:
    ref: int
    worth: int
    words: str
    """Whose words: equal ones are a copy of each other."""
    written: datetime
    in_try: int


@dataclass(frozen=True, slots=True)
class Verdict:
    band: int
    score: int


@dataclass(slots=True)
class Counted:
    """One person's answer to one post."""

    messages: list[Message] = field(default_factory=list)
    tries: int = 1
    debriefed: bool = False
    reopened: bool = False
    changed: bool = True
    due: datetime | None = None
    gradings: int = 0
    occasion: int = 0
    arrived: int | None = None
    """Points for it."""
    credit: bool = False
    copy: bool = False
    told_of_copy: bool = False
    """Had a debrief on somebody else's words, and nobody has ruled otherwise."""
    ruled: bool = False
    counts: Verdict | None = None
    """What is paid now."""
    graded: Verdict | None = None
    """The first grading since it came, or came back."""
    first: Verdict | None = None
    """What the first grading ever came to, and in which occasion that was."""
    first_occasion: int = -1

    @property
    def current(self) -> list[Message]:
        return [message for message in self.messages if message.in_try == self.tries]

    @property
    def sums(self) -> Sums:
        if self.arrived is None:
            return 0, 0, 0, 0
        if self.copy:
            return 0, 1, 0, 0
        if self.counts is None:
            return self.arrived, 1, 0, 0
        return self.arrived + EARNS[self.counts.band], 1, 1, self.counts.score


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    deadline: datetime
    season: int | None


@dataclass(slots=True)
class Person:
    known: bool = False
    left: bool = False
    on_board: bool = True
    organiser: bool = False
    zone: str = HOME

    @property
    def living(self) -> bool:
        return self.known and not self.left


@dataclass(slots=True)
class Reference:
    people: dict[str, Person]
    days: list[Day] = field(default_factory=list)
    answers: dict[tuple[str, int], Counted] = field(default_factory=dict)
    seasons: int = 1
    open_season: int | None = 1
    staff: bool = True

    def posted(self, on: date) -> None:
        following = datetime.combine(on + timedelta(days=1), time(9), tzinfo=ZoneInfo(HOME))
        self.days.append(Day(on, following, self.open_season))

    def comes(self, name: str) -> None:
        person = self.people[name]
        if person.left:
            person.left = person.organiser = False
        person.known = True

    def leaves(self, name: str) -> None:
        self.people[name].left, self.people[name].organiser = True, False

    def touched(self, answer: Counted, name: str, day: Day, now: datetime) -> None:
        """After words came or changed."""
        answer.changed = True
        gradable = bool(answer.current) and (not answer.debriefed or answer.reopened)
        soon = now + QUIET
        answer.due = (min(soon, day.deadline) if now < day.deadline else soon) if gradable else None
        if answer.debriefed:
            return
        written = min(message.written for message in answer.messages)
        answer.arrived = ON_TIME if written < day.deadline else LATE
        answer.credit = written < max(day.deadline, _four_after(day.deadline, self.people[name].zone))

    def withdrawn(self, answer: Counted) -> None:
        answer.debriefed = answer.reopened = answer.credit = answer.copy = answer.ruled = False
        answer.due = answer.arrived = answer.counts = answer.graded = None
        answer.changed = True
        answer.occasion += 1

    def grades(self, name: str, number: int) -> None:
        """A grader reads the answer as it stands."""
        answer = self.answers[name, number]
        answer.due = None
        if answer.gradings >= MOST:
            return
        answer.gradings += 1
        again = answer.debriefed
        answer.debriefed, answer.reopened, answer.changed = True, False, False
        if again:
            return
        mine = answer.current[0]
        read = Verdict(mine.worth, LOWEST[mine.worth])
        answer.graded = read
        if answer.first is None:
            answer.first, answer.first_occasion = read, answer.occasion
        answer.copy = any(
            other.words == mine.words and other.written < mine.written
            for (who, post), theirs in self.answers.items()
            if who != name and post == number
            for other in theirs.messages
        )
        answer.told_of_copy |= answer.copy
        if not answer.told_of_copy:
            answer.counts = read if read.band < answer.first.band else answer.first

    def time_passes(self, now: datetime) -> None:
        for (name, number), answer in self.answers.items():
            if answer.due is not None and answer.due <= now:
                self.grades(name, number)

    def rules(self, answer: Counted, band: int, *, own: bool) -> bool:
        """Whether it could be ruled on."""
        if answer.arrived is None or (answer.copy and not own):
            return False
        low, high = LOWEST[band], LOWEST[band + 1] - 1
        score = min(max(answer.graded.score, low), high) if answer.graded else (low + high) // 2
        ruling = Verdict(band, score)
        if not answer.debriefed:
            answer.debriefed, answer.reopened, answer.changed, answer.due = True, False, False, None
        answer.graded = answer.graded or ruling
        if answer.first is None or answer.first_occasion == answer.occasion:
            answer.first, answer.first_occasion = ruling, answer.occasion
        answer.copy, answer.told_of_copy, answer.counts = False, False, ruling
        return True

    def shown(self, name: str) -> bool:
        person = self.people[name]
        return person.living and person.on_board and (not person.organiser or self.staff)

    def standings(self) -> dict[tuple[str, str], tuple[Sums, bool]]:
        """By period (seasons by number) and person; nobody with nothing."""
        found: dict[tuple[str, str], list[Sums]] = defaultdict(list)
        for (name, number), answer in self.answers.items():
            day = self.days[number]
            monday = day.on - timedelta(days=day.on.weekday())
            season = [] if day.season is None else [f"season {day.season}"]
            for period in (f"week {monday}", "all", *season):
                found[period, name].append(answer.sums)
        added = {key: tuple(map(sum, zip(*sums, strict=True))) for key, sums in found.items()}
        return {
            (period, name): ((n[0], n[1], n[2], n[3]), self.shown(name))
            for (period, name), n in added.items()
            if any(n)
        }

    def credits(self) -> set[tuple[str, int]]:
        return {key for key, answer in self.answers.items() if answer.credit}


def _four_after(moment: datetime, zone: str) -> datetime:
    local = moment.astimezone(ZoneInfo(zone))
    four = datetime.combine(local.date(), time(4), tzinfo=ZoneInfo(zone))
    return (
        four
        if four >= moment
        else datetime.combine(local.date() + timedelta(days=1), time(4), tzinfo=ZoneInfo(zone))
    )
