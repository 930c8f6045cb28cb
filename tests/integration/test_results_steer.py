"""What a group's answers come to decides how hard its next scenarios are, and nobody else's."""

from datetime import UTC, datetime, timedelta

from adapters.main import House
from bot.domain.cards import ScenarioCard
from bot.domain.happenings import Action
from bot.domain.ids import GroupId
from bot.domain.results import CYCLE, GENTLER, HARDER, Results
from bot.practice.group_results import results_of
from bot.practice.receive import receive
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock, FakePlatform

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAYS = 7
"""After these, the fourth of the cycle has its turn again, where the cycles differ."""


async def group_in(house: House, clock: FakeClock, platform: FakePlatform, channel: str) -> GroupId:
    clock.at((MONDAY - timedelta(hours=1)).isoformat())
    organiser = platform.account(f"U-{channel}", "Organiser")
    wish = Wish(channel, platform.name, platform.installation_ref, channel, organiser, "UTC")
    return await set_up_group(house.core, wish)


async def a_day_passes(
    house: House, clock: FakeClock, platform: FakePlatform, day: int, answers: dict[str, str]
) -> None:
    """In each channel somebody gives that kind of reference answer to what is posted there."""
    clock.at((MONDAY + timedelta(days=day, seconds=5)).isoformat())
    await house.settle()
    titles = {scenario.title: scenario for scenario in house.core.library.scenarios.values()}
    for channel, kind in answers.items():
        posted = platform.in_channel(channel)[-1]
        assert isinstance(posted.card, ScenarioCard)
        text = getattr(titles[posted.card.title].answers, kind).text
        member = platform.account(f"U-{channel}-ana", "Ana")
        await receive(house.core, platform.says(member, text, channel, posted.published.thread_ref))
        await receive(house.core, platform.press(member, Action.GRADE_ME, posted.card.buttons[0].subject))
        await house.settle()


async def results(house: House, *groups: GroupId) -> list[Results]:
    async with house.core.store.work() as work:
        found = await results_of(work, house.core.library.scenarios, groups)
    return [found.get(group, Results()) for group in groups]


async def next_difficulty(house: House, clock: FakeClock, platform: FakePlatform, channel: str) -> int:
    before = len(platform.in_channel(channel))
    for day in range(3):
        clock.at((MONDAY + timedelta(days=9 + day, seconds=5)).isoformat())
        await house.settle()
        if len(platform.in_channel(channel)) > before:
            break
    card = platform.in_channel(channel)[-1].card
    assert isinstance(card, ScenarioCard)
    return card.difficulty


async def test_a_group_that_struggles_is_asked_less_and_one_that_flies_more(
    house: House, clock: FakeClock, platform: FakePlatform
) -> None:
    low, high, silent = [await group_in(house, clock, platform, name) for name in ("low", "high", "silent")]
    weekdays = [day for day in range(9) if (MONDAY + timedelta(days=day)).weekday() < 5][:DAYS]
    for day in weekdays:
        await a_day_passes(house, clock, platform, day, {"low": "weak", "high": "senior"})
    weak, strong, none = await results(house, low, high, silent)

    assert (weak.answers, strong.answers, none.answers) == (DAYS, DAYS, 0)
    assert weak.score < strong.score
    assert (weak.cycle, strong.cycle, none.cycle) == (GENTLER, HARDER, CYCLE)
    assert all(weak.levels[competency] <= strong.levels[competency] for competency in weak.levels)
    assert await next_difficulty(house, clock, platform, "low") == GENTLER[3]
    cards = [platform.in_channel(name)[-1].card for name in ("high", "silent")]
    assert [card.difficulty for card in cards if isinstance(card, ScenarioCard)] == [HARDER[3], CYCLE[3]]


async def test_what_was_copied_says_nothing_of_the_group(
    house: House, clock: FakeClock, platform: FakePlatform
) -> None:
    group = await group_in(house, clock, platform, "low")
    await a_day_passes(house, clock, platform, 0, {"low": "weak"})
    posted = platform.in_channel("low")[-1]
    assert isinstance(posted.card, ScenarioCard)
    scenario = next(s for s in house.core.library.scenarios.values() if s.title == posted.card.title)
    clock.at((MONDAY + timedelta(hours=1)).isoformat())
    ben = platform.account("U-low-ben", "Ben")
    text = scenario.answers.weak.text
    await receive(house.core, platform.says(ben, text, "low", posted.published.thread_ref))
    await receive(house.core, platform.press(ben, Action.GRADE_ME, posted.card.buttons[0].subject))
    await house.settle()

    (found,) = await results(house, group)

    assert found.answers == 1
