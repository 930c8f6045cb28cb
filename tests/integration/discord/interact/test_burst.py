"""Far more at once than the core can take: first come, first answered, and no words are lost at a stop."""

import asyncio
from dataclasses import dataclass, replace

import pytest

from adapters.chats import afterwards
from adapters.discord.heard.answering import Pace
from adapters.discord.heard.gate import AT_ONCE
from bot.domain.happenings import ButtonPressed, FormSent, Happening
from tests.fakes.discord.acts.asking import Outcome
from tests.fakes.discord.server import Member
from tests.fakes.discord_heard import until
from tests.integration.discord.interact_stage import WORDS, Day

BURST = 40
LET_IN = 10
PROMISED = 5
BOUND = 20.0


@dataclass(slots=True)
class Crowd:
    """All do the same at once; the core takes in as many as the test lets in."""

    day: Day
    members: list[Member]
    opened: asyncio.Event

    @property
    def names(self) -> list[str]:
        return [it.name for it in self.members]

    def taken_in(self, kind: type[ButtonPressed | FormSent]) -> list[str]:
        """Whose, in the order in which the core was done with them."""
        return [it.account.name for it in self.day.gate.took if isinstance(it, kind)]

    async def presses(self) -> list[asyncio.Task[Outcome]]:
        return [
            asyncio.create_task(self.day.server.presses(it, self.day.card, "Hint")) for it in self.members
        ]

    async def sends(self) -> list[asyncio.Task[Outcome]]:
        forms = [await self.day.presses("Answer privately", who=it) for it in self.members]
        self.day.gate.took.clear()
        self.is_slow()
        # How long all of them take together is the machine's business.
        self.day.server.state.answer_within = BOUND
        pace = Pace(defer=0.01, opens=0.01, last=BOUND)
        self.day.interactions = replace(self.day.interactions, pace=pace)
        return [asyncio.create_task(self._sends(done)) for done in forms]

    def is_slow(self) -> None:
        """Lets the first ones in."""
        self.day.gate.before += [self._goes] * LET_IN + [self._waits] * (BURST - LET_IN)

    async def is_stuck(self) -> None:
        await until(self._is_stuck, "the first ones are through, and the next ones are held")

    def _is_stuck(self) -> bool:
        waiting = len(self.day.gate.before)
        return len(self.day.gate.took) == LET_IN and waiting == BURST - LET_IN - AT_ONCE

    async def _sends(self, done: Outcome) -> Outcome:
        (name,) = [it for it in done.form.fields if it.endswith("answer")]
        return await self.day.server.submits(done.member, done.form, **{name: WORDS})

    async def _goes(self, _happening: Happening) -> None:
        return

    async def _waits(self, _happening: Happening) -> None:
        async with asyncio.timeout(BOUND):
            await self.opened.wait()


@pytest.fixture
def crowd(day: Day) -> Crowd:
    members = [day.server.member(day.guild, f"Member {number}") for number in range(BURST)]
    return Crowd(day, members, asyncio.Event())


async def test_the_first_are_answered_while_the_last_wait(day: Day, crowd: Crowd) -> None:
    day.interactions = replace(day.interactions, pace=Pace(defer=0.5))
    crowd.is_slow()
    done = await crowd.presses()
    await crowd.is_stuck()
    assert all(outcome.ok for outcome in await asyncio.gather(*done[:LET_IN]))
    promised = await asyncio.gather(*done[LET_IN:])
    assert all(outcome.ok for outcome in promised)
    assert {outcome.answer for outcome in promised} == {PROMISED}
    assert crowd.taken_in(ButtonPressed) == crowd.names[:LET_IN]
    assert [len(task.result().messages) for task in done[:LET_IN]] == [1] * LET_IN
    crowd.opened.set()
    await day.settled()
    assert all(not shown.thinking for task in done for shown in task.result().messages)
    assert [len(task.result().messages) for task in done] == [1] * BURST


async def test_told_to_stop_it_keeps_all_that_came(day: Day, crowd: Crowd) -> None:
    done = await crowd.sends()
    await crowd.is_stuck()
    stopping = asyncio.create_task(day.interactions.after.finish())
    await asyncio.sleep(0)
    crowd.opened.set()
    await stopping
    assert all(outcome.ok for outcome in await asyncio.gather(*done))
    assert crowd.taken_in(FormSent) == crowd.names
    assert [await day.kept(it) for it in crowd.members] == [WORDS] * BURST


async def test_what_a_stop_cuts_off_stays_in_its_form(
    day: Day, crowd: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whose words aren't kept isn't told anything that would close the form."""
    monkeypatch.setattr(afterwards, "LONGEST", 0.2)
    done = await crowd.sends()
    await crowd.is_stuck()
    await asyncio.gather(*done[:LET_IN])
    await day.interactions.after.finish()
    kept = [await day.kept(it) == WORDS for it in crowd.members]
    assert kept == [True] * LET_IN + [False] * (BURST - LET_IN)
    assert [task.done() for task in done] == kept
    for task in done:
        task.cancel()
