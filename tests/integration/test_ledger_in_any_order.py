"""However a platform delivers one answer's events, the answer and its points are those of the true order."""

import os
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.main import House
from bot.domain.answering import SHORTEST_ANSWER, answer_text
from bot.domain.grade import Band, Graded, GradeOutcome, GraderKind, Provenance
from bot.domain.happenings import Account, Happening, MessageAt, MessageDeleted, MessagePosted
from bot.domain.scenario import Scenario
from bot.practice.receive import receive
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import CHANNEL, Stage, first_day

NUMBERS = count(1)
Outcome = tuple[str, int, str]
Lives = Callable[[Sequence["Written"], Sequence[tuple[int, bool]]], Awaitable[Outcome]]
EXAMPLES = int(os.environ.get("DEBRIEF_EXAMPLES", "25"))


@dataclass(frozen=True, slots=True)
class Written:
    """One thing that the member did to one of their messages, `second` seconds after the post."""

    message: int
    second: int
    words: int | None
    """How long the message is from now on; None when it was deleted."""
    edit: bool = False


class CountingGrader:
    """A band by length alone, so that equal texts earn equal points and others may not."""

    async def grade(self, scenario: Scenario, text: str) -> GradeOutcome:
        bands = list(Band)
        words = len(text.split())
        source = Provenance(GraderKind.AUTOMATIC, "counting", scenario.digest)
        return Graded(bands[words % len(bands)], words % 100, (), (), source)


@st.composite
def histories(draw: st.DrawFn) -> list[Written]:
    """Up to four messages, each posted, edited up to twice, perhaps deleted; in the order of writing."""
    written = []
    seconds = iter(draw(st.permutations(range(1, 17))))
    length = st.sampled_from(draw(st.sampled_from([[9, 14, 30], [1, 9, 14]])))
    for message in range(draw(st.integers(1, 4))):
        edits, deleted = draw(st.integers(0, 2)), draw(st.booleans())
        moments = sorted(next(seconds) for _ in range(1 + edits + deleted))
        for n, second in enumerate(moments):
            gone = deleted and n == len(moments) - 1
            written.append(Written(message, second, None if gone else draw(length), edit=n > 0))
    return sorted(written, key=lambda step: step.second)


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[list[Written], list[tuple[int, bool]]]:
    """A history, and the order in which its events come; True where one comes under a new id."""
    history = draw(histories())
    again = draw(st.lists(st.integers(0, len(history) - 1), max_size=3))
    order = draw(st.permutations([*range(len(history)), *again]))
    return history, [(step, draw(st.booleans())) for step in order]


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(delivered=deliveries())
async def test_any_order_ends_like_the_true_one(
    lives: Lives, delivered: tuple[list[Written], list[tuple[int, bool]]]
) -> None:
    history, order = delivered
    true_text, true_points, true_state = await lives(history, [(n, False) for n in range(len(history))])
    text, points, state = await lives(history, order)
    assert (text, state) == (true_text, true_state)
    if all(step.words is None or step.words >= SHORTEST_ANSWER for step in history):
        # What was once long enough has arrived, so a short version in between makes a difference by design.
        assert points == true_points


@pytest.fixture
async def lives(house: House, clock: FakeClock, platform: FakePlatform) -> Lives:
    """One group for all examples: every history has a member of its own."""
    house = replace(house, core=replace(house.core, grader=CountingGrader()))
    stage = await first_day(house, clock, platform)

    async def live(history: Sequence[Written], order: Sequence[tuple[int, bool]]) -> Outcome:
        return await _lives(stage, history, order)

    return live


async def _lives(stage: Stage, history: Sequence[Written], order: Sequence[tuple[int, bool]]) -> Outcome:
    """Deliver a history to a new member in that order; what the answer is then, and what it earned."""
    name = f"member{next(NUMBERS)}"
    account = stage.platform.account(name)
    happenings = [_happening(stage, account, step) for step in history]
    start = stage.instant("Mon 09:00")
    latest = 0
    for step, renamed in order:
        latest = max(latest, history[step].second)
        stage.clock.instant = start + timedelta(seconds=latest)
        said = happenings[step]
        await receive(stage.house.core, replace(said, source=stage.platform.source()) if renamed else said)
    stage.clock.instant = start + timedelta(minutes=20)
    await stage.settle()
    return await _outcome(stage, account)


def _happening(stage: Stage, account: Account, step: Written) -> Happening:
    at = MessageAt(CHANNEL, f"{account.ref}-{step.message}", stage.posts["Mon"].thread_ref)
    when = stage.instant("Mon 09:00") + timedelta(seconds=step.second)
    if step.words is None:
        return MessageDeleted(stage.platform.source(), at, when)
    text = " ".join(f"{account.ref}w{n}x{step.second}" for n in range(step.words))
    posted = stage.instant("Mon 09:00") + timedelta(milliseconds=step.message)
    return MessagePosted(
        stage.platform.source(), at, account, text, posted, edited_at=when if step.edit else None
    )


async def _outcome(stage: Stage, account: Account) -> Outcome:
    async with stage.house.core.store.work() as work:
        person = await work.people.known(account)
        answer = await work.answers.of(stage.group, stage.posts["Mon"].id, person) if person else None
        if answer is None:
            return "", 0, "withdrawn"
        parts = await work.messages.parts(stage.group, answer.id)
        points = sum(move.points for move in await work.ledger.of_answer(stage.group, answer.id))
    text = answer_text(parts).replace(account.ref, "member")
    return text, points, answer.state if text else "withdrawn"
