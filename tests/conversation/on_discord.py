"""The same transcripts over Discord: each card of the bot has to stand there, and its answers with it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from adapters.discord.needs import Take
from adapters.discord.speak.platform import DiscordPlatform
from bot.domain.cards import Card
from bot.domain.happenings import Account, Happening
from bot.ports import Place, Published
from bot.practice.core import Core
from bot.testing import FakeClock, Seen
from tests.contract.discord_stage import DiscordStage
from tests.conversation.discord_room import DiscordRoom
from tests.conversation.stage import EVERYONE, Stage
from tests.fakes.discord.server import discord_server
from tests.fakes.discord_heard import a_house, connected, hearing, server

OF_THE_CORE = ("posting-", "delivery-", "round-")
"""How keys begin of what the core has to say; what is shown in answer is heard as it is given."""


class Keeping(DiscordPlatform):
    """Keeps the cards that have landed in Discord, for whoever reads the transcript."""

    room: DiscordRoom

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


class Hearing(DiscordStage):
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


@dataclass(slots=True)
class OnDiscord(Stage):
    """A group in a fake Discord."""

    async def happens(self, happening: Happening, who: str = EVERYONE) -> None:
        assert isinstance(self.platform, DiscordRoom)
        stage = self.platform.stage
        assert isinstance(stage, Hearing)
        stage.answered.clear()
        await self.platform.acts.pop(happening.source.event_ref)()
        await stage.wired.finished(stage.discord)
        for card in stage.answered:
            self._hear(who, card)

    def ref_of(self, account: Account) -> str:
        assert isinstance(self.platform, DiscordRoom)
        return self.platform.stage.place.ref_of(account)


@asynccontextmanager
async def on_discord(url: str, clock: FakeClock, monday: date) -> AsyncIterator[Stage]:
    stages: list[Hearing] = []

    def taking(_core: Core) -> Take:
        return stages[0].take

    async with discord_server(clock) as discord:
        place = await server(discord, clock)
        wired = connected(place, taking)
        wired.platform = keeping = Keeping(wired.built.caller, wired.built.core, now=clock.now)
        stages.append(Hearing(place, wired, []))
        keeping.room = DiscordRoom(clock, stages[0])
        async with a_house(url, clock, wired) as house, hearing(wired, house):
            stages[0].house = house
            yield OnDiscord(house, clock, keeping.room, monday, channel=place.channel.id)
