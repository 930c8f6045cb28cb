"""The interviewer: which question comes next in a round, from all that was asked and said. Pure.

It serves the stored engine, the terminal and whoever simulates candidates. What it asks is the scenario's
own; what it may quote is the member's own. It reads levels to aim, and never says a word of the rubric.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from bot.domain.challenge import Challenge, Claim, challenged
from bot.domain.clarifying import reply
from bot.domain.grade import Graded, GradeOutcome, Level
from bot.domain.quoting import fitting
from bot.domain.round import Question
from bot.domain.round_kinds import Format, Move
from bot.domain.scenario import Criterion, FollowUp, Scenario

__all__ = [
    "INTERVIEWER",
    "PROMPT",
    "TWIST",
    "Claim",
    "Exchange",
    "clarified",
    "counted",
    "next_question",
    "opening",
    "put_by",
]

PROMPT = "prompt"
TWIST = "twist"
INTERVIEWER = "Interviewer"
CLARIFY = "clarify-"
"""With a number: the id of an answer to a clarifying question."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question, and what the member said to it as it stands now: deleted words are in none."""

    question: Question
    said: str
    outcome: GradeOutcome | None = None
    """What a grader said of all that had been said by its end."""


def opening(scenario: Scenario) -> Question:
    return Question(PROMPT, INTERVIEWER, scenario.prompt)


def put_by(question: Question, lead: str) -> Question:
    """The same question, from whoever leads the round, unless a role of the scenario asks it."""
    return replace(question, asked_by=lead) if question.asked_by == INTERVIEWER else question


def counted(had: Sequence[Exchange]) -> int:
    """The questions of the round so far. An answer to a clarifying question is none."""
    return sum(not is_aside(one.question) for one in had)


def is_aside(question: Question) -> bool:
    """Whether it's an answer to the member's own question."""
    return question.id.startswith(CLARIFY)


def clarified(scenario: Scenario, had: Sequence[Exchange]) -> Question | None:
    """The answer to a last turn in which the member only asked. It counts as no turn."""
    before = len(had) - counted(had)
    open_asks = [one.question.ask for one in had if not is_aside(one.question)]
    answer = reply(scenario.prompt, open_asks[-1], had[-1].said, before) if open_asks else None
    return None if answer is None else Question(f"{CLARIFY}{before + 1}", INTERVIEWER, answer)


def next_question(
    format: Format,  # noqa: A002  the domain's word
    scenario: Scenario,
    had: Sequence[Exchange],
    claims: Sequence[Claim] = (),
    challenges: Sequence[Challenge] = (),
) -> Question | None:
    """What is asked next, or None when the round has had its turns or its questions.

    To a turn in which the member only asked it's the answer, with a reminder of what stands.

    Never the same question twice. `claims` are of earlier rounds of the loop; `challenges` are the
    library's ways to take one up, and without them a probe stands in.
    """
    aside = clarified(scenario, had)
    if aside is not None:
        return aside
    number = counted(had)
    if number >= format.turns:
        return None
    ask = _MOVES[format.moves[number]]
    return ask(_So(scenario, had, claims, challenges))


@dataclass(frozen=True, slots=True)
class _So:
    """The round so far."""

    scenario: Scenario
    had: Sequence[Exchange]
    claims: Sequence[Claim]
    challenges: Sequence[Challenge]

    @property
    def asked(self) -> frozenset[str]:
        return frozenset(one.question.id for one in self.had)

    @property
    def left(self) -> list[FollowUp]:
        return [one for one in self.scenario.follow_ups if one.id not in self.asked]

    @property
    def graded(self) -> Graded | None:
        """The newest grade: a grader that was away once doesn't undo what was read before."""
        outcomes = [one.outcome for one in self.had if isinstance(one.outcome, Graded)]
        return outcomes[-1] if outcomes else None


def taken_back(question: Question) -> Question:
    """How it reads once the member has deleted the words that it went back to."""
    if question.worded_by:
        return replace(question, ask=question.scripted, quote="", worded_by="", scripted="")
    marked = rf"\u201c{re.escape(question.quote)}\u2026?\u201d"
    bare = re.sub(rf"^You said {marked}\. ", "", question.ask)
    return replace(question, ask=re.sub(marked, "\u201c\u2026\u201d", bare), quote="")


def _probe(so: _So) -> Question | None:
    return _weakest(so, so.left)


def _twist(so: _So) -> Question | None:
    if TWIST in so.asked:
        return _probe(so)
    return Question(TWIST, INTERVIEWER, so.scenario.twist)


def _voice(so: _So) -> Question | None:
    """The next of the panel who hasn't spoken; when all have, whoever asks about the weakest."""
    spoke = {one.asked_by for one in so.scenario.follow_ups if one.id in so.asked}
    roles = [role for role in dict.fromkeys(one.asked_by for one in so.left) if role not in spoke]
    theirs = [one for one in so.left if one.asked_by == roles[0]] if roles else so.left
    return _weakest(so, theirs)


def _claim(so: _So) -> Question | None:
    asked = [one.question for one in so.had]
    return challenged(so.claims, so.challenges, asked, INTERVIEWER) or _probe(so)


_MOVES: Mapping[Move, Callable[[_So], Question | None]] = MappingProxyType(
    {
        Move.OPENING: lambda so: opening(so.scenario),
        Move.PROBE: _probe,
        Move.TWIST: _twist,
        Move.VOICE: _voice,
        Move.CLAIM: _claim,
    }
)


def _weakest(so: _So, among: Sequence[FollowUp]) -> Question | None:
    """The question about the criterion with most to gain; without a grade, the author's next one."""
    if not among:
        return None
    if so.graded is None:
        return _worded(so, among[0])
    levels = {found.criterion_id: found.level for found in so.graded.criteria}
    asked_about = {one.criterion for one in among}

    def to_gain(criterion: Criterion) -> int:
        return criterion.weight * (Level.SENIOR - levels.get(criterion.id, Level.ABSENT))

    weakest = max((c for c in so.scenario.criteria if c.id in asked_about), key=to_gain)
    return _worded(so, next(one for one in among if one.criterion == weakest.id))


def _worded(so: _So, chosen: FollowUp) -> Question:
    """The scripted question, after a few words of the member's that it goes back to."""
    found = [
        quote
        for criterion in (so.graded.criteria if so.graded else ())
        if criterion.criterion_id == chosen.criterion
        for quote in criterion.quotes
    ]
    about = f"{chosen.ask} {so.scenario.criterion(chosen.criterion).title}"
    quote = fitting([one.said for one in so.had], about, found, [one.question.ask for one in so.had])
    if quote is None:
        return Question(chosen.id, chosen.asked_by, chosen.ask)
    return Question(chosen.id, chosen.asked_by, f"You said {quote.marked}. {chosen.ask}", quote.words)
