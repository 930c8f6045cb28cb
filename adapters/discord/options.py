"""What each command takes, as fields that Discord shows: the core reads them as if they had been typed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from bot.domain.happenings import Command as Slash
from bot.domain.mode import Mode
from bot.domain.own_question import LONGEST_QUESTION
from bot.domain.setup_words import LONGEST_NAME
from bot.domain.themes import THEMES
from bot.domain.typed_times import DAYS
from bot.domain.wish_edit import WORDS as WISH_WORDS
from bot.practice.boards.measures import MEASURES
from bot.practice.boards.periods import SPANS
from bot.practice.commands.asked import Command
from bot.practice.commands.story import WORDS as STORY_WORDS
from bot.practice.commands.table import TABLES

QUEUE_WORDS = ("add", "remove", "move", "clear")
MOST_CHOICES = 25
MOST_SAID = 100
_PLACEHOLDER = re.compile("[A-Z]")


@dataclass(frozen=True, slots=True)
class Option:
    """One field behind a command's word. Its value is typed after `before`."""

    name: str
    says: str
    choices: tuple[tuple[str, str], ...] = ()
    """What is shown, and what is typed."""
    before: str = ""
    most: int = MOST_SAID
    required: bool = False
    is_file: bool = False
    """Nothing that is typed: it comes along."""

    def typed(self, value: str) -> str:
        return f"{self.before} {value}".strip()


def _plain(words: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((word, word) for word in words)


_CODE = Option("code", "A code that I gave you in the other chat; leave it out to get one")
_NATIVE: Mapping[tuple[Slash, str], tuple[Option, ...]] = {
    (Slash.MEMBER, "board"): (
        Option("over", "Over which time; this week if you don't say", tuple((s.said, s.word) for s in SPANS)),
        Option("by", "What is counted; points if you don't say", _plain(m.word for m in MEASURES)),
    ),
    (Slash.MEMBER, "ask"): (
        Option(
            "question",
            "As an interviewer asks it: a form opens with it. Or “last”: what came of your newest",
            most=min(LONGEST_QUESTION, 900),
        ),
    ),
    (Slash.MEMBER, "story"): (
        Option("change", "Leave it out to see one, or all", _plain(STORY_WORDS)),
        Option("which", "Its number; behind it, tags, or parts such as “Outcome: …”", most=900),
    ),
    (Slash.MEMBER, "settings"): (
        Option(
            "change",
            "What to change; leave it out to see how things are",
            _plain(f"{what} {how}" for what, how in product(("reminders", "board", "lend"), ("on", "off"))),
        ),
        Option("zone", "Your time zone: a city, or a name such as Europe/Berlin", before="zone"),
    ),
    (Slash.MEMBER, "link"): (_CODE,),
    (Slash.MEMBER, "forget-me"): (
        Option("sure", "Leave it out to read first what goes", (("now: delete it all for good", "now"),)),
    ),
    (Slash.ORGANISER, "setup"): (
        Option("time", "When the scenario is posted, such as 09:30"),
        Option("zone", "The group's time zone: a city, or a name such as Europe/Berlin"),
        Option("days", "On which days, such as mon-fri, or mon,wed,fri, or daily"),
        Option("answers", "Whether all read answers at once, or after the deadline", _plain(Mode)),
        Option("holidays", "Days to rest on: a country such as DE or US, or none", before="holidays"),
        Option("name", "What the group is called", before="named", most=LONGEST_NAME),
    ),
    (Slash.ORGANISER, "share"): (_CODE,),
    (Slash.ORGANISER, "pause"): (
        Option(
            "how-long", "until friday, until 2026-04-06, or 3 days; leave it out for until further notice"
        ),
    ),
    (Slash.ORGANISER, "skip"): (
        Option("day", "Such as friday or 2026-04-06; “undo”, or “undo friday”, takes it back"),
    ),
    (Slash.ORGANISER, "queue"): (
        Option("change", "Leave it out to see the queue", _plain((*QUEUE_WORDS, *WISH_WORDS))),
        Option(
            "which", "A scenario's id or title, to pin it with a day; a number to remove; “3 to 1” to move"
        ),
    ),
    (Slash.ORGANISER, "theme"): (
        Option(
            "theme",
            "Which idea a week is to practise; leave it out to read of them",
            _plain((*THEMES, "off")),
        ),
        Option("from", "The first of its seven days, such as monday; today if you don't say"),
    ),
    (Slash.ORGANISER, "pack"): (
        Option("file", "Scenarios to add: one .yaml file, or a zip of several", is_file=True),
        Option("remove", "The id of one to take out; leave both out to see them all", before="remove"),
    ),
    (Slash.ORGANISER, "season"): (
        Option("change", "Leave it out to see the seasons", _plain(("new", "close"))),
        Option("name", "What a new season is called"),
    ),
    (Slash.ORGANISER, "budget"): (
        Option("amount", "The most for a day in dollars, such as 2.50, or none; leave it out to see it"),
    ),
    (Slash.ORGANISER, "repair"): (
        Option("member", "By the name that the board shows, or by a mention", required=True),
        Option(
            "day", "The day that was missed: yesterday, friday, or a date such as 2026-03-30", required=True
        ),
        Option("reason", "Why; it's kept with the change", most=500, required=True),
    ),
    (Slash.ORGANISER, "weekly"): (
        Option("day", "On which day; leave both out to see when it comes", _plain(DAYS)),
        Option("time", "At what time, such as 17:00"),
    ),
    (Slash.ORGANISER, "staff"): (
        Option("named", "Whether boards name organisers", _plain(("on", "off")), required=True),
    ),
}


def options_of(slash: Slash, command: Command) -> tuple[Option, ...]:
    """As they were made for Discord; else after the forms in which the command can be typed."""
    if command.word == "help":
        return (Option("word", "Of which to see examples", _plain(TABLES[slash])[:MOST_CHOICES]),)
    return _NATIVE.get((slash, command.word)) or _by_forms(command)


def _by_forms(command: Command) -> tuple[Option, ...]:
    forms = [form for form in command.forms if form]
    if not forms:
        return ()
    required = "" not in command.forms and not any(form.startswith("[") for form in forms)
    spelt = [word for form in forms for word in _alternatives(form)]
    if not any(map(_PLACEHOLDER.search, forms)) and len(spelt) <= MOST_CHOICES:
        return (Option("choice", "One of these", _plain(spelt), required=required),)
    return (Option("words", "; ".join(forms)[:MOST_SAID], required=required),)


def _alternatives(form: str) -> list[str]:
    """`reminders on|off` as the two that it stands for."""
    words = [word.split("|") for word in form.strip("[]").split()]
    return [" ".join(chosen) for chosen in product(*words)]


def typed_options(slash: Slash, command: Command) -> tuple[Option, ...]:
    """Those with which something is typed."""
    return tuple(one for one in options_of(slash, command) if not one.is_file)


def as_typed(known: Sequence[Option], given: Mapping[str, str]) -> str:
    """What stands behind a command's word. A field that isn't known any more is typed as it is."""
    left = dict(given)
    typed = [one.typed(left.pop(one.name)) for one in known if one.name in left]
    return " ".join([*typed, *left.values()])
