"""What stands in the fake Discord, as somebody reads it; and a platform whose replies get lost."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from adapters.discord.speak.platform import DiscordPlatform
from bot.domain.cards import Card
from bot.errors import ChannelGone
from bot.ports import InThread, Place, Published
from bot.testing import FakeClock
from tests.fakes.discord.faults import dropped
from tests.fakes.discord.server import FakeDiscord, Shown

FURTHER = 1 << 12
"""Rings nobody: a part after a card's first."""
SAID = (0, 19)


class LosingPlatform(DiscordPlatform):
    """The reply to its next card gets lost on the way, whenever it is asked for, when that was wanted."""

    losing: FakeDiscord | None = None

    async def publish(self, place: Place, card: Card, key: str) -> Published:
        if self.losing is not None and isinstance(place, InThread):
            with suppress(ChannelGone):  # it has its thread by then
                await self._publishing.threads.bring_back(await self._places.target(place))
        with_losses = self._lose("POST /channels/{}/messages")
        try:
            return await super().publish(place, card, key)
        finally:
            self._end(with_losses)

    async def revise(self, place: Place, key: str, card: Card) -> None:
        with_losses = self._lose("PATCH /channels/{}/messages/{}")
        try:
            await super().revise(place, key, card)
        finally:
            self._end(with_losses)

    def _lose(self, route: str) -> FakeDiscord | None:
        losing, self.losing = self.losing, None
        if losing is not None:
            losing.faults.call(route, dropped(effect=True), times=9)
        return losing

    def _end(self, losing: FakeDiscord | None) -> None:
        if losing is not None:
            losing.faults.clear()


def cards_of(messages: Sequence[Shown]) -> list[str]:
    """A card may take several messages."""
    cards: list[list[str]] = []
    for message in messages:
        if message.message["flags"] & FURTHER and cards:
            cards[-1].append(_words(message))
        else:
            cards.append([_words(message)])
    return ["\n".join(parts) for parts in cards]


@contextmanager
def earlier(clock: FakeClock) -> Iterator[None]:
    """Some tests set the clock back, and Discord's numbers say when something came into being."""
    clock.forward(days=-1)
    yield
    clock.forward(days=1)


def _words(message: Shown) -> str:
    return "\n".join([message.words, *message.buttons])
