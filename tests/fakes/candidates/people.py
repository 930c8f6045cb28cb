"""Fifteen ways to sit in an interview. Each decides what to do from what was asked, and from nothing else."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from bot.domain.scenario import Scenario
from tests.fakes.candidates import sayings
from tests.fakes.candidates.acts import Act, Deletes, Done, Edits, Says, Stops, Waits

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
QUIET_MINUTES = 1.0
"""Longer than the pause that ends a turn."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as its candidate sees it. `nth` counts from 1, also when a question is put again."""

    scenario: Scenario
    ask: str
    nth: int
    chance: random.Random


Person = Callable[[Asked], Sequence[Act]]


def _ends(asked: Asked) -> Act:
    return Done() if asked.chance.random() < 0.7 else Waits(QUIET_MINUTES)


def _answer(asked: Asked) -> str:
    """The next piece of what a good candidate says: sentences of the reference answers, in order."""
    texts = asked.scenario.answers.strong.text, asked.scenario.answers.senior.text
    pieces = [piece for text in texts for piece in _SENTENCE.split(" ".join(text.split()))]
    size = max(2, len(pieces) // 6)
    start = (asked.nth - 1) * size % len(pieces)
    return " ".join(pieces[start : start + size])


def good(asked: Asked) -> Sequence[Act]:
    return Says(_answer(asked)), _ends(asked)


def rambling(asked: Asked) -> Sequence[Act]:
    said = [
        Says(asked.chance.choice(sayings.RAMBLES) + f" That is my point {asked.nth}.{n}.") for n in range(4)
    ]
    return *said, Says(_answer(asked)), _ends(asked)


def silent(_: Asked) -> Sequence[Act]:
    return Waits(11), Waits(25 * 60)


def gibberish(asked: Asked) -> Sequence[Act]:
    letters = [asked.chance.choice("bcdfghjklmnpqrstvwxz") for _ in range(90)]
    words = " ".join("".join(letters[n : n + 6]) for n in range(0, 90, 6))
    return Says(words), _ends(asked)


def parrot(asked: Asked) -> Sequence[Act]:
    """Says the question back."""
    return Says(asked.ask), _ends(asked)


def begs(asked: Asked) -> Sequence[Act]:
    """Wants the bot to answer, and does it themselves in the end."""
    if asked.nth % 2:
        return Says(asked.chance.choice(sayings.BEGGING)), _ends(asked)
    return Says(_answer(asked)), _ends(asked)


def injects(asked: Asked) -> Sequence[Act]:
    return Says(asked.chance.choice(sayings.INJECTIONS)), Says(_answer(asked)), _ends(asked)


def wanders(asked: Asked) -> Sequence[Act]:
    """Talks about something else."""
    return Says(asked.chance.choice(sayings.OFF_TOPIC)), _ends(asked)


def edits(asked: Asked) -> Sequence[Act]:
    """Mends the newest message, and from the second question on an old one too."""
    changed = f"In other words, version {asked.nth}: {_answer(asked)}"
    acts: list[Act] = [Says(f"First thought, number {asked.nth}, which I take back."), Edits(-1, changed)]
    if asked.nth > 1:
        acts.append(Edits(0, f"Rewritten when it was too late, at question {asked.nth}, by its author."))
    return *acts, _ends(asked)


def deletes(asked: Asked) -> Sequence[Act]:
    """Takes words back: in the same turn, and later those of the first turn."""
    secret = f"Between us, my former employer number {asked.nth} leaked its whole customer list to a broker."
    acts: list[Act] = [Says(secret), Says(_answer(asked)), Deletes(-2)]
    if asked.nth == 3:
        acts.append(Deletes(0))
    return *acts, _ends(asked)


def returns(asked: Asked) -> Sequence[Act]:
    """Is away for most of a day after each question, and answers then."""
    return Waits(22 * 60), Says(_answer(asked)), _ends(asked)


def forgets(asked: Asked) -> Sequence[Act]:
    """Answers once, and comes back when a day is over."""
    if asked.nth == 1:
        return Says(_answer(asked)), _ends(asked)
    return Waits(25 * 60), Says("I am back now, sorry: is this round of ours still open at all?")


def clarifies(asked: Asked) -> Sequence[Act]:
    if asked.nth % 2:
        return Says(sayings.CLARIFYING[asked.nth % len(sayings.CLARIFYING)]), _ends(asked)
    return Says(_answer(asked)), _ends(asked)


def foreign(asked: Asked) -> Sequence[Act]:
    """Answers in another language."""
    return Says(sayings.FOREIGN[asked.nth % len(sayings.FOREIGN)]), _ends(asked)


def gives_up(asked: Asked) -> Sequence[Act]:
    """Stops in the second question, in the middle of a sentence."""
    if asked.nth == 1:
        return Says(_answer(asked)), _ends(asked)
    return Says("Then I would look at the numbers of the first week, and"), Stops()


PEOPLE: Mapping[str, Person] = MappingProxyType(
    {
        each.__name__.replace("_", "-"): each
        for each in (
            good,
            rambling,
            silent,
            gibberish,
            parrot,
            begs,
            injects,
            wanders,
            edits,
            deletes,
            returns,
            forgets,
            clarifies,
            foreign,
            gives_up,
        )
    }
)
