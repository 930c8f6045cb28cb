"""Lets what members do into the core: a few at once, the first comers first, and none for ever."""

from asyncio import Event, Semaphore, timeout
from dataclasses import dataclass, field

from adapters.chats.waiting import StoppedError, unless
from adapters.discord.needs import Take
from bot.domain.cards import Card
from bot.domain.happenings import FieldsSent, FormSent, Happening
from bot.errors import RetryLater

AT_ONCE = 8
"""In the core: with more of them all would be late, where so the first ones are answered in time."""
LONGEST = 60.0
"""Seconds for one act, waiting included: what hangs shuts nobody else out for good."""


@dataclass(frozen=True, slots=True)
class Gate:
    _room: Semaphore = field(default_factory=lambda: Semaphore(AT_ONCE))

    async def let_in(self, take: Take, happening: Happening, closing: Event) -> Card | None:
        """Raises RetryLater when it takes too long, or `closing` is set; then nothing of it is kept."""
        try:
            async with timeout(LONGEST):
                if isinstance(happening, FormSent | FieldsSent):
                    return await self._in_turn(
                        take, happening
                    )  # its words stand in the form, until they are kept
                return await unless(closing, self._in_turn(take, happening))
        except (TimeoutError, StoppedError) as late:
            raise RetryLater("What a member did was given up.") from late

    async def _in_turn(self, take: Take, happening: Happening) -> Card | None:
        async with self._room:
            return await take(happening)
