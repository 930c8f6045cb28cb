"""A mock round that one person plays by themselves: no database, no chat, and nothing of it is kept."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.domain.cards import QuestionCard
from bot.domain.grade import GradeOutcome, Ungraded, UngradedReason
from bot.domain.interview import Exchange, clarified, counted, is_aside, next_question, opening
from bot.domain.round import MOST_OF_A_TURN, Question
from bot.domain.round_kinds import Format
from bot.domain.scenario import Scenario
from bot.domain.worded import may_be_worded
from bot.errors import RetryLater
from bot.ports import Grader, Interviewer


@dataclass(slots=True)
class LoneRound:
    """The same questions, in the same order, as a round that is stored."""

    format: Format
    scenario: Scenario
    grader: Grader
    interviewer: Interviewer | None = None
    had: tuple[Exchange, ...] = ()
    away: str = ""
    """Why no grader could read what was said; empty when one could."""
    stopped: bool = False
    talked: timedelta = timedelta(0)
    """How long its turns took together; nothing where nobody holds a clock to it."""
    question: Question | None = field(init=False)
    """What stands open. None when the round has come to its end."""

    def __post_init__(self) -> None:
        self.question = opening(self.scenario)

    @property
    def number(self) -> int:
        """Of the open question. An answer to a clarifying question leaves the one before it open."""
        return counted([*self.had, Exchange(self.question, "")]) if self.question else counted(self.had)

    @property
    def outcome(self) -> GradeOutcome | None:
        """What was found in all that was said. None when it wasn't read."""
        read = [one.outcome for one in self.had if one.outcome is not None]
        return read[-1] if read and not self.away else None

    def card(self) -> QuestionCard | None:
        if self.question is None:
            return None
        title, turns = f"{self.format.title} · {self.scenario.title}", self.format.turns
        return QuestionCard(
            title,
            self.question.asked_by,
            self.question.ask,
            self.number,
            turns,
            notes=self._clock(),
            answers=is_aside(self.question),
        )

    async def answer(self, said: str, took: timedelta = timedelta(0)) -> None:
        """Take the turn's words, and choose what is asked next. If time runs out in it, nothing."""
        if self.question is None:
            return
        self.had = (*self.had, Exchange(self.question, said))
        self.talked += min(took, MOST_OF_A_TURN)
        in_time = self.talked < self.format.time
        aside = clarified(self.scenario, self.had) if in_time else None
        if aside is not None:
            self.question = aside  # nothing was claimed, so nothing is read and paid for
            return
        outcome = await self._read()
        self.had = (*self.had[:-1], replace(self.had[-1], outcome=outcome))
        following = next_question(self.format, self.scenario, self.had) if in_time else None
        self.question = await self._put(following, outcome)

    def stop(self) -> None:
        """End it before its last question."""
        self.stopped, self.question = self.question is not None, None

    def _clock(self) -> tuple[str, ...]:
        if not self.talked:
            return ()
        minute = timedelta(minutes=1)
        left = -(-(self.format.time - self.talked) // minute)
        return (f"{left} of {self.format.time // minute} minutes left.",)

    async def _put(self, chosen: Question | None, outcome: GradeOutcome | None) -> Question | None:
        if chosen is None or self.interviewer is None or not may_be_worded(self.scenario, chosen, outcome):
            return chosen
        return (await self.interviewer.word(self.scenario, self.had, chosen)).question

    async def _read(self) -> GradeOutcome | None:
        """A grader that is away ends no round: the next question is the author's, and no verdict is made."""
        text = "\n\n".join(one.said.strip() for one in self.had if one.said.strip())
        try:
            outcome = await self.grader.grade(self.scenario, text)
        except RetryLater as later:
            self.away = later.reason
            return None
        if isinstance(outcome, Ungraded) and outcome.reason is UngradedReason.GRADER_UNAVAILABLE:
            self.away = outcome.detail
            return None
        self.away = ""
        return outcome
