"""Hints are given one by one, to whoever asks, until there are no more."""

from adapters.main import House
from bot.domain.happenings import Action
from bot.library.library import Library
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import first_day


async def test_each_hint_leads_to_the_next_and_the_last_to_none(
    house: House, clock: FakeClock, platform: FakePlatform, library: Library
) -> None:
    stage = await first_day(house, clock, platform)
    ana, title = stage.member("Ana"), stage.posts["Mon"].card.title
    hints = next(s for s in library.scenarios.values() if s.title == title).hints
    await ana.presses("Hint", on="Mon")
    for _ in hints[1:]:
        await ana.presses("Another hint")
    stage.tells(ana, *hints)
    offered = [button for button in stage.buttons["Ana"] if button.action is Action.HINT]
    assert len(offered) == len(hints) - 1
