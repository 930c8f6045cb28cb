"""What an organiser asks for behind `setup`, in any order: a time, a zone, weekdays, open or sealed."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import time

from bot.domain.commanding import Typed, as_typed
from bot.domain.mode import Mode
from bot.domain.typed_times import time_typed, weekdays_typed, zone_typed
from bot.errors import UserMustAct

LONGEST_NAME = 60
LONGEST_CODE = 10
_FILLERS = {"at", "in", "on", "and", "to", "-", "for", "time", "zone", "timezone", "posts", "days", "answers"}
"""Little words, and the names that the sheet gives to what can be set."""
_MOST_WORDS_OF_A_ZONE = 3
WHAT_TO_TYPE = "Type for instance `/debrief-admin setup 09:30 Europe/Berlin mon-fri sealed`."


@dataclass(frozen=True, slots=True)
class SetupWords:
    """None leaves a thing as it is, or at its default in a new group."""

    at: time | None = None
    zone: str | None = None
    weekdays: frozenset[int] | None = None
    mode: Mode | None = None
    holidays_of: str | None = None
    name: str | None = None

    def __bool__(self) -> bool:
        return self != SetupWords()


@dataclass(slots=True)
class _Reading:
    words: list[Typed]
    found: SetupWords = field(default_factory=SetupWords)

    def next(self) -> None:
        """Take what stands first: one word, or as many as belong together."""
        word = self.words[0]
        if word.plain == "named":
            self._named()
        elif word.plain == "holidays":
            self._holidays()
        elif word.plain in _FILLERS:
            self._take(1)
        elif word.plain in tuple(Mode):
            self._set(1, self.found.mode, replace(self.found, mode=Mode(word.plain)))
        elif (at := time_typed(word.plain)) is not None:
            self._set(1, self.found.at, replace(self.found, at=at))
        elif (days := weekdays_typed(word.plain)) is not None:
            self.found = replace(self.found, weekdays=days | (self.found.weekdays or frozenset()))
            self._take(1)
        else:
            self._zone()

    def _zone(self) -> None:
        for count in range(1, _MOST_WORDS_OF_A_ZONE + 1):
            zone = zone_typed(" ".join(word.plain for word in self.words[:count]))
            if zone is not None:
                self._set(count, self.found.zone, replace(self.found, zone=zone))
                return
        raise UserMustAct(
            f"I can't read `{self.words[0].shown}`: it's no time, zone, weekday, open or sealed. "
            f"Nothing was changed. {WHAT_TO_TYPE}"
        )

    def _named(self) -> None:
        name = as_typed(tuple(self.words[1:]))
        if not name or len(name) > LONGEST_NAME:
            raise UserMustAct(
                f"A name takes 1 to {LONGEST_NAME} letters. Nothing was changed. "
                "Type `/debrief-admin setup named`, then the name."
            )
        self._set(len(self.words), self.found.name, replace(self.found, name=name))

    def _holidays(self) -> None:
        code = self.words[1].plain.upper() if len(self.words) > 1 else ""
        if not code or len(code) > LONGEST_CODE:
            raise UserMustAct(
                "Holidays need a country such as DE or US, a region such as DE-BY, or none. "
                "Nothing was changed. Type for instance `/debrief-admin setup holidays DE`."
            )
        kept = "" if code == "NONE" else code
        self._set(2, self.found.holidays_of, replace(self.found, holidays_of=kept))

    def _set(self, count: int, before: object, found: SetupWords) -> None:
        if before is not None:
            raise UserMustAct(
                f"That asks for two things at once; the second is `{self.words[0].shown}`. "
                f"Nothing was changed. {WHAT_TO_TYPE}"
            )
        self.found = found
        self._take(count)

    def _take(self, count: int) -> None:
        del self.words[:count]


def setup_words(words: Sequence[Typed]) -> SetupWords:
    """Raises UserMustAct for a word that is none of these, or two of one kind."""
    reading = _Reading(list(words))
    while reading.words:
        reading.next()
    return reading.found
