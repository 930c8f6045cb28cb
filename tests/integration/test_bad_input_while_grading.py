"""What happens to an answer between being taken up and being graded."""

from asyncio import Event, create_task, timeout
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

import pytest

from adapters.main import Parts
from bot.domain.grade import GradeOutcome
from bot.domain.scenario import Scenario
from bot.grading.grader import AutomaticGrader
from tests.conversation.stage import CHANNEL, Stage

ANSWER = "I would stop it, tell everyone whom it misled, and read what it said to them last week."
BETTER = "I would stop it at once and refund whoever paid, before I read a single line of the logs."


@dataclass(slots=True)
class HeldGrader:
    """Waits for a word before it answers."""

    started: Event = field(default_factory=Event)
    go_on: Event = field(default_factory=Event)
    read: list[str] = field(default_factory=list)

    async def grade(self, scenario: Scenario, text: str) -> GradeOutcome:
        self.read.append(text)
        self.started.set()
        await self.go_on.wait()
        return await AutomaticGrader().grade(scenario, text)


@pytest.fixture
def held() -> HeldGrader:
    return HeldGrader()


@pytest.fixture
def parts(parts: Parts, held: HeldGrader) -> Parts:
    return replace(parts, grader=held)


async def during_grading(held: HeldGrader, stage: Stage, act: Callable[[], Awaitable[None]]) -> None:
    """Press Grade me, act while the grader reads, then let it finish."""
    async with timeout(10):
        grading = create_task(stage.member("Ana").presses("Grade me"))
        await held.started.wait()
        await act()
        held.go_on.set()
        await grading


async def test_deleted_while_graded_is_withdrawn_without_a_word(stage: Stage, held: HeldGrader) -> None:
    ana = stage.member("Ana")
    said = await ana.says(ANSWER)
    await during_grading(held, stage, lambda: ana.deletes(said))
    stage.tells(ana, "Reading it now.")
    await stage.at("Tue 10:00")
    stage.is_silent_to(ana)
    assert await stage.points() == {"Ana": 0}
    assert held.read == [ANSWER]


async def test_edited_while_graded_is_graded_as_it_stands_now(stage: Stage, held: HeldGrader) -> None:
    ana = stage.member("Ana")
    said = await ana.says(ANSWER)
    await stage.at("Mon 09:02")
    await during_grading(held, stage, lambda: ana.edits(said, BETTER))
    stage.tells(ana, "Reading it now.")
    stage.is_silent_to(ana)
    await stage.at("Mon 09:12")
    stage.tells(ana, "Debrief of")
    assert held.read == [ANSWER, BETTER]
    async with stage.house.core.store.work() as work:
        answer = await work.answers.of(stage.group, stage.posts["Mon"].id, await ana.id())
    assert answer is not None
    assert answer.gradings == 1


async def test_what_is_added_while_graded_is_part_of_what_is_graded(stage: Stage, held: HeldGrader) -> None:
    ana = stage.member("Ana")
    await ana.says(ANSWER)
    await stage.at("Mon 09:02")

    async def adds() -> None:
        await ana.says(BETTER)

    await during_grading(held, stage, adds)
    await stage.at("Mon 09:12")
    stage.tells(ana, "Reading it now.", "Debrief of")
    assert held.read[-1] == f"{ANSWER}\n\n{BETTER}"


async def test_whoever_leaves_while_graded_keeps_debrief_and_points(stage: Stage, held: HeldGrader) -> None:
    ana = stage.member("Ana")
    await ana.says(ANSWER)
    await during_grading(held, stage, ana.leaves)
    stage.tells(ana, "Reading it now.", "Debrief of")
    assert (await stage.points())["Ana"] >= 10


async def test_a_channel_deleted_while_graded_costs_nobody_their_debrief(
    stage: Stage, held: HeldGrader
) -> None:
    ana, lou = stage.member("Ana"), stage.member("Lou")
    await ana.says(ANSWER)
    await during_grading(held, stage, lambda: stage.happens(stage.platform.closes(CHANNEL)))
    await stage.settle()
    stage.tells(ana, "Reading it now.", "Debrief of")
    stage.tells(lou, "I can't post in a channel of “Mornings”: ")
    stage.said_nothing_else()
