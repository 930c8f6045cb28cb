"""The shortest whole day: posted, answered, graded, debriefed, paid."""

from adapters.main import House
from bot.domain.cards import DebriefCard, ScenarioCard
from bot.domain.happenings import Action
from bot.practice.receive import receive
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock, FakePlatform


async def test_a_day_runs_from_post_to_points(house: House, clock: FakeClock, platform: FakePlatform) -> None:
    clock.at("2026-03-02T07:00")
    organiser, ana = platform.account("U0", "Organiser"), platform.account("U1", "Ana")
    group = await set_up_group(
        house.core,
        Wish("Mornings", platform.name, platform.installation_ref, "C1", organiser, "Europe/Berlin"),
    )
    clock.at("2026-03-02T08:00:05")
    await house.settle()
    (post,) = platform.in_channel("C1")
    assert isinstance(post.card, ScenarioCard)
    title = post.card.title
    scenario = next(s for s in house.core.library.scenarios.values() if s.title == title)

    for paragraph in scenario.answers.strong.text.split("\n\n"):
        await receive(house.core, platform.says(ana, paragraph, "C1", post.published.thread_ref))
    await receive(house.core, platform.press(ana, Action.GRADE_ME, post.card.buttons[0].subject))
    await house.settle()

    (debrief,) = platform.told(ana)
    assert isinstance(debrief, DebriefCard)
    assert debrief.scenario == title
    assert debrief.points[0] == "+10 on time"
    async with house.core.store.work() as work:
        totals = await work.ledger.totals(group)
    assert [points >= 10 for points in totals.values()] == [True]
