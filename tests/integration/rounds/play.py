"""One round of a simulated candidate, written down as it goes."""

import random
from dataclasses import dataclass, field

from bot.domain.cards import Card
from bot.domain.round import LIVE
from bot.practice.rounds.start import start_round
from tests.fakes.candidates.acts import Act, Deletes, Done, Edits, Says, Stops, Waits
from tests.fakes.candidates.people import PEOPLE, Asked
from tests.fakes.candidates.transcript import Does, Line, Transcript, text_of
from tests.integration.rounds.playing import Cast, Stage
from tests.integration.rounds_stage import Candidate

MOST_TURNS = 30
"""A round that asks for more never ends."""
NUDGED_BY = 11
"""Minutes."""


@dataclass(slots=True)
class Play:
    stage: Stage
    cast: Cast
    it: Candidate
    transcript: Transcript
    fate: random.Random
    """Decides on restarts; what its candidate says must not hang on it."""
    _sent: int = 0
    _began: list[int] = field(default_factory=list)
    """Where the messages of the open turn begin."""

    @classmethod
    async def of(cls, stage: Stage, cast: Cast) -> "Play":
        fate = random.Random(f"{cast.seed} restarts")
        return cls(stage, cast, await stage.seat(cast), Transcript(cast.person, cast.scenario), fate)

    async def to_the_end(self) -> Transcript:
        chance = random.Random(f"{self.cast.seed} {self.cast.person}")
        self._replied(await self._begins())
        await self._settle()
        for nth in range(1, MOST_TURNS):
            if await self.it.state() not in LIVE:
                break
            self._began.append(len(self.it.said))
            asked = Asked(self.cast.scenario, self.transcript.asked[-1].ask, nth, chance)
            for act in PEOPLE[self.cast.person](asked):
                await self._fated()
                await self._does(act)
        return await self._written_down()

    async def _begins(self) -> Card:
        it = self.it
        async with it.house.core.store.work() as work:
            person = await work.people.recognise(it.account, it.platform.installation_ref, it.clock.now())
        given = it.platform.commands(it.account, "mock", "study")
        return await start_round(it.core, it.group, person, given, self.cast.kind)

    async def _does(self, act: Act) -> None:
        match act:
            case Says():
                await self._says(act.words)
            case Edits():
                await self._edits(act)
            case Deletes():
                place = range(len(self.it.said))[act.which]
                await self.it.deletes(self.it.said[place])
                self._wrote(Does.DELETES, "", place)
            case Waits():
                self._wrote(Does.ENDS, f"waits {act.minutes:g} minutes")
                await self._waits(act.minutes)
            case Done() | Stops():
                how = "Done" if isinstance(act, Done) else "Stop"
                self._wrote(Does.ENDS, f"presses {how}")
                self._replied(await (self.it.done() if isinstance(act, Done) else self.it.stops()))
        await self._settle()

    async def _says(self, words: str) -> None:
        if await self.it.state() in LIVE:
            self._wrote(Does.SAYS, words, len(self.it.said))
            await self.it.says(words)
        else:
            await self.it.happens(self.it.platform.says_directly(self.it.account, words))

    async def _edits(self, act: Edits) -> None:
        place = range(len(self.it.said))[act.which]
        in_time = place >= self._began[-1]
        await self.it.edits(self.it.said[place], act.words)
        self._wrote(Does.EDITS if in_time else Does.EDITS_LATE, act.words, place)

    async def _waits(self, minutes: float) -> None:
        """A nudge comes in between, as it does when somebody sweeps all the time."""
        if minutes > NUDGED_BY:
            await self.it.waits(minutes=NUDGED_BY)
            minutes -= NUDGED_BY
        await self.it.waits(minutes=minutes)

    async def _fated(self) -> None:
        """Now and then all processes end before something happens, or one dies at its next commits."""
        if not self.cast.restarts:
            return
        if self.fate.random() < 0.2:
            await self.stage.move(self.it)
            self.transcript.restarts += 1
        if self.fate.random() < 0.25:
            when = self.fate.choice(("before", "after"))
            self.it.store.dies = (self.it.store.transactions + self.fate.randint(1, 4), when)
            self.transcript.restarts += 1

    async def _settle(self) -> None:
        await self.it.settle()
        for seen in self.it.told()[self._sent :]:
            self._sent += 1
            key = seen.key.split("-", 2)[2]
            self.transcript.lines.append(Line(Does.SENDS, text_of(seen.card), card=seen.card, key=key))

    def _wrote(self, does: Does, text: str, message: int = 0) -> None:
        self.transcript.lines.append(Line(does, text, message))

    def _replied(self, card: Card | None) -> None:
        if card is not None:
            self.transcript.lines.append(Line(Does.REPLIES, text_of(card), card=card))

    async def _written_down(self) -> Transcript:
        found, round_ = self.transcript, await self.it.round()
        async with self.it.house.core.store.work() as work:
            turns = await work.rounds.turns(round_)
            found.kept = [one.text for one in await work.round_messages.said(round_)]
        found.questions = [turn.question for turn in turns]
        found.outcomes = [turn.outcome for turn in turns if turn.outcome is not None]
        found.states = [str(state) for state in await self.it.states()]
        found.read = self.it.grader.read
        return found
