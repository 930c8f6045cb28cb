"""Who may begin a mock round, on what, and what it leaves untouched."""

from collections.abc import Callable

from adapters.main import House
from bot.domain.cards import Note, QuestionCard
from bot.domain.happenings import Action
from bot.domain.ids import ScenarioId
from bot.domain.round import State
from bot.practice.receive import receive
from bot.practice.rounds.start import start_round
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import first_day
from tests.integration.rounds.said import ONE, everything_written, to_the_end
from tests.integration.rounds_stage import Candidate


async def test_one_round_at_a_time(ana: Candidate, platform: FakePlatform) -> None:
    card = await ana.begins()
    assert isinstance(card, Note)
    assert card.text.startswith("You are in a mock round already")
    (stop,) = card.buttons
    await receive(ana.core, platform.presses(ana.account, stop))
    await ana.begins()
    await ana.settle()
    assert await ana.states() == [State.OVER, State.ANSWERING]


async def test_a_command_that_is_delivered_twice_begins_one_round(
    candidate: Callable[[str], Candidate], platform: FakePlatform
) -> None:
    ana = candidate("Ana")
    await ana.begins()
    it = await ana.round()
    given = platform.commands(ana.account, "mock", "study")
    await ana.stops()
    for _ in range(2):
        await start_round(ana.core, ana.group, it.person, given)
    await ana.stops()
    card = await start_round(ana.core, ana.group, it.person, given)
    assert isinstance(card, Note)
    assert "Nothing was changed" in card.text
    assert await ana.states() == [State.OVER, State.OVER]


async def test_nobody_presses_in_anothers_round(
    ana: Candidate, candidate: Callable[[str], Candidate], platform: FakePlatform
) -> None:
    ben = candidate("Ben")
    await ben.begins()
    await ana.says(ONE)
    it = await ana.round()
    for subject in (str(it.id), f"{it.id}/1", "", "0", "9" * 30, "1/2/3", "\u0661", "1\x00"):
        for action in (Action.END_TURN, Action.STOP_ROUND):
            card = await receive(ben.core, platform.press(ben.account, action, subject))
            assert isinstance(card, Note)
            assert "Nothing was changed" in card.text
    assert (await ana.round()).state is State.TALKING


async def test_what_is_said_outside_of_a_round_is_not_kept(ana: Candidate, platform: FakePlatform) -> None:
    before = platform.says_directly(ana.account, "Written before the second round.")
    await ana.stops()
    await ana.says("I wonder what else there is in here.")
    ana.clock.forward(seconds=1)
    await ana.begins()
    await ana.happens(before)
    written = await everything_written(ana)
    assert "wonder" not in written
    assert "Written before" not in written


async def test_a_round_takes_what_the_group_was_not_posted_and_the_member_has_not_had(
    house: House, clock: FakeClock, platform: FakePlatform
) -> None:
    stage = await first_day(house, clock, platform)
    ana = stage.member("Ana")
    await ana.says(ONE)
    had: list[ScenarioId] = []
    async with house.core.store.work() as work:
        (posted,) = (await work.posts.seen([stage.group]))[stage.group]
    for _ in range(3):
        await start_round(house.core, stage.group, await ana.id(), platform.commands(ana.account, "mock"))
        await house.settle()
        (question,) = [c for c in platform.told(ana.account) if isinstance(c, QuestionCard)][len(had) :]
        await receive(house.core, platform.presses(ana.account, question.buttons[1]))
        async with house.core.store.work() as work:
            had = await work.rounds.had(await ana.id())
    assert len(set(had)) == 3
    assert posted not in had


async def test_no_points_and_no_streak_come_of_it(ana: Candidate) -> None:
    await to_the_end(ana)
    async with ana.house.core.store.work() as work:
        assert await work.ledger.totals(ana.group) == {}
