"""While a post is graded again, what a person says in the meantime stands; and every reading is paid."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.grade import Band, GradeOutcome, GraderKind
from bot.domain.ids import PostId
from bot.domain.scenario import Scenario
from bot.practice.reviews.regrade import regrade_post
from bot.practice.rule_on_answer import Ruled, rule_on_answer
from tests.conversation.stage import Member
from tests.fakes.levelled_grader import LevelledGrader
from tests.integration.reviews.conftest import Desk
from tests.integration.reviews.test_regrading import reworded, with_scenario


@dataclass(slots=True)
class Meanwhile:
    """Something happens while the grader reads."""

    grader: LevelledGrader
    happens: Callable[[], Awaitable[None]]

    async def grade(self, scenario: Scenario, text: str) -> GradeOutcome:
        outcome = await self.grader.grade(scenario, text)
        await self.happens()
        return replace(outcome, provenance=replace(outcome.provenance, cost_micros=700))


async def test_a_ruling_that_is_made_meanwhile_stands(
    desk: Desk, ana: Member, lou: Member, grader: LevelledGrader
) -> None:
    await desk.graded(ana, "222222")
    post, group = PostId(int(desk.post)), desk.stage.group
    ruled = Ruled(post, await ana.id(), Band.STRONG_YES, "Line two says it all.")
    organiser = await lou.id()

    async def rules() -> None:
        await rule_on_answer(desk.stage.house.core, group, organiser, ruled)

    core = replace(with_scenario(desk, reworded(desk.scenario)), grader=Meanwhile(grader, rules))
    done = await regrade_post(core, group, post)
    await desk.stage.settle()

    assert (done.again, done.left) == (0, 1)
    assert [grade.graded.provenance.kind for grade in await desk.grades(ana)] == [
        GraderKind.AUTOMATIC,
        GraderKind.HUMAN,
    ]
    assert (await desk.stands_for(ana)).points == 20
    async with core.store.work() as work:
        assert await work.spending.since(group, desk.stage.clock.now() - timedelta(days=1)) == 700
