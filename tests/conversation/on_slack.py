"""The same transcripts over Slack: each card of the bot has to stand there, and its answers with it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from adapters.slack.heard.needs import Take
from adapters.slack.speak.platform import SlackPlatform
from bot.domain.cards import Card
from bot.domain.happenings import Happening
from bot.ports import Place, Published
from bot.practice.core import Core
from bot.testing import FakeClock, Seen
from tests.contract.slack_stage import SlackStage
from tests.conversation.slack_room import SlackRoom
from tests.conversation.stage import CHANNEL, EVERYONE, Stage
from tests.fakes.slack.server import slack_server
from tests.fakes.slack_heard import a_house, connected, hearing, use_manifest, workspace

OF_THE_CORE = ("posting-", "delivery-", "round-")
"""How keys begin of what the core has to say; what is shown in answer is heard as it is given."""


class Keeping(SlackPlatform):
    """Keeps the cards that have landed in Slack, for whoever reads the transcript."""

    room: SlackRoom

    async def publish(self, place: Place, card: Card, key: str) -> Published:
        landed = await super().publish(place, card, key)
        if key.startswith(OF_THE_CORE):
            self.room.seen.append(Seen(place, card, key, landed))
        return landed

    async def revise(self, place: Place, key: str, card: Card) -> None:
        await super().revise(place, key, card)
        for number, seen in enumerate(self.room.seen):
            if seen.key == key:
                self.room.seen[number] = Seen(seen.place, card, key, seen.published)


class Hearing(SlackStage):
    """Keeps what members are shown in answer."""

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self.answered: list[Card] = []

    async def take(self, happening: Happening) -> Card | None:
        scripted = self.house is None
        card = await super().take(happening)
        if card is not None and not scripted:
            self.answered.append(card)
        return card

    async def finished(self) -> None:
        """Until what follows an answer is done."""
        assert self.house is not None
        await self.wired.heard.heard(self.house.core).reception.after.finish()


@dataclass(slots=True)
class OnSlack(Stage):
    """A group in a fake Slack."""

    async def happens(self, happening: Happening, who: str = EVERYONE) -> None:
        assert isinstance(self.platform, SlackRoom)
        stage = self.platform.stage
        assert isinstance(stage, Hearing)
        stage.answered.clear()
        await self.platform.acts.pop(happening.source.event_ref)()
        await stage.finished()
        for card in stage.answered:
            self._hear(who, card)


@asynccontextmanager
async def on_slack(url: str, clock: FakeClock, monday: date, *, socket: bool) -> AsyncIterator[Stage]:
    stages: list[Hearing] = []

    def taking(_core: Core) -> Take:
        return stages[0].take

    async with slack_server(clock, rates="off") as slack:
        use_manifest(slack, socket=socket)
        place = workspace(slack)
        place.channel.id = CHANNEL
        place.team.channels[CHANNEL] = place.channel
        wired = connected(place, clock, socket=socket, taking=taking)
        wired.platform = keeping = Keeping(wired.built.caller, wired.built.core, now=clock.now)
        stages.append(Hearing(place, wired, []))
        keeping.room = SlackRoom(clock, stages[0])
        async with a_house(url, clock, wired) as house, hearing(place, wired, house, socket=socket):
            stages[0].house = house
            yield OnSlack(house, clock, keeping.room, monday)
