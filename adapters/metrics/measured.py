"""Ports that count what passes through them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.metrics.counts import Counts
from bot.domain.cards import Card
from bot.domain.grade import Graded, GradeOutcome
from bot.domain.happenings import Account, MessageAt, MessagePosted
from bot.domain.interview import Exchange
from bot.domain.round import Question
from bot.domain.scenario import Scenario
from bot.domain.worded import Worded
from bot.ports import ChatPlatform, Direct, Grader, Interviewer, InThread, Place, Published


@dataclass(frozen=True, slots=True)
class MeasuredGrader:
    inner: Grader
    counts: Counts

    async def grade(self, scenario: Scenario, text: str) -> GradeOutcome:
        try:
            outcome = await self.inner.grade(scenario, text)
        except Exception as error:
            self.counts.grading("none", type(error).__name__)
            raise
        verdict = outcome.band if isinstance(outcome, Graded) else outcome.reason
        self.counts.grading(outcome.provenance.kind, verdict)
        return outcome


@dataclass(frozen=True, slots=True)
class MeasuredInterviewer:
    inner: Interviewer
    counts: Counts

    async def word(self, scenario: Scenario, had: Sequence[Exchange], chosen: Question) -> Worded:
        worded = await self.inner.word(scenario, had, chosen)
        if worded.calls:
            self.counts.wording(worded.why_not or "worded")
        return worded


@dataclass(frozen=True, slots=True)
class MeasuredPlatform:
    inner: ChatPlatform
    counts: Counts

    @property
    def name(self) -> str:
        return self.inner.name

    async def publish(self, place: Place, card: Card, key: str) -> Published:
        outcome = "sent"
        try:
            return await self.inner.publish(place, card, key)
        except Exception as error:
            outcome = type(error).__name__
            raise
        finally:
            self.counts.publication(self.name, type(place).__name__, outcome)

    async def find(self, place: Place, key: str) -> Published | None:
        return await self.inner.find(place, key)

    async def revise(self, place: Place, key: str, card: Card) -> None:
        await self.inner.revise(place, key, card)

    async def mark(self, installation_ref: str, message: MessageAt, *, included: bool) -> None:
        await self.inner.mark(installation_ref, message, included=included)

    async def read(self, installation_ref: str, message: MessageAt) -> str | None:
        return await self.inner.read(installation_ref, message)

    async def written_since(
        self, place: InThread | Direct, after: datetime, as_of: datetime | None = None
    ) -> Sequence[MessagePosted]:
        return await self.inner.written_since(place, after, as_of)

    async def is_in(self, installation_ref: str, channel_ref: str, account: Account) -> bool | None:
        return await self.inner.is_in(installation_ref, channel_ref, account)

    async def check_home(self, installation_ref: str, channel_ref: str, account: Account) -> None:
        await self.inner.check_home(installation_ref, channel_ref, account)

    async def show_page(self, place: Direct, card: Card) -> None:
        await self.inner.show_page(place, card)
