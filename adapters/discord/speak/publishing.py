"""Posts a card, once. What has landed is written down around each call: nothing is posted blindly."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from adapters.discord.speak import asks
from adapters.discord.speak.asks import Ask, Right, Spot
from adapters.discord.speak.call import Caller
from adapters.discord.speak.codes import THREAD_ARCHIVED, UNKNOWN_CHANNEL, UNKNOWN_MESSAGE
from adapters.discord.speak.looking import Looking, marked, reshaped
from adapters.discord.speak.outcomes import NotAllowed, Unsure
from adapters.discord.speak.parts import body, parts_of, posted
from adapters.discord.speak.places import Places, Standing, Target, written_down
from adapters.discord.speak.threads import Threads, name_of
from adapters.discord.speak.turns import CoreNow
from adapters.discord.wording import DiscordMessage, messages
from bot.domain.cards import Card, ScenarioCard
from bot.domain.speaking import Landing
from bot.errors import DebriefError
from bot.ports import Published
from bot.practice.installing.landed import begin_landing, landing_of, note_landing

OWED = "thread: "
"""Begins what stands behind a card's parts while its thread isn't made: the rest is the name."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a card, on its way out."""

    part: DiscordMessage
    key: str
    number: int
    name: str
    """Of a thread, where one begins with it."""


@dataclass(frozen=True, slots=True)
class Publishing:
    caller: Caller
    places: Places
    threads: Threads
    looking: Looking
    core: CoreNow
    now: Callable[[], datetime]

    async def publish(self, place: Standing, card: Card, key: str) -> Published:
        """Post what isn't there yet of the card."""
        target = await self.places.target(place)
        parts = parts_of(messages(card))
        landing = await self._begun(place, target, card, key, parts)
        missing = [number for number in range(len(parts)) if not landing.has(number)]
        try:
            for number in missing:
                piece = Piece(parts[number], key, number, name_of(card))
                ref = await self._post(target.after(landing.refs[0]), piece)
                landing = landing.with_part(number, ref)
                if number == missing[-1]:
                    landing = replace(landing, unsure_since=None, looked_to="")
                else:
                    landing = replace(landing, unsure_since=self.now())
                await self._note(place, key, landing)
        except (Unsure, asyncio.CancelledError):
            # Whoever looked while the call was on its way has seen too little.
            await self._note(place, key, landing)
            raise
        except DebriefError:
            await self._note(place, key, replace(landing, unsure_since=None, looked_to=""))
            raise
        return await self._finished(place, target, key, landing)

    async def find(self, place: Standing, key: str) -> Published | None:
        landing = await self._read(place, key)
        if landing is None:
            return None
        target = await self.places.target(place)
        landing = await self.looking.settled(place, target, key, landing)
        return await self._finished(place, target, key, landing) if landing.whole else None

    async def revise(self, place: Standing, card: Card, key: str) -> None:
        """Change what stands, take away what is too much, post what is lacking."""
        known = await self._read(place, key)
        if known is None:
            return
        target = await self.places.target(place)
        known = await self.looking.settled(place, target, key, known)
        standing = [ref for ref in known.refs[: known.wanted] if ref]
        if not standing:
            return
        at, new = target.after(standing[0]), parts_of(messages(card))
        for number, (ref, part) in enumerate(zip(standing, new, strict=False)):
            said = body(part, key, number)
            await self._changed(at, asks.change(at.channel, ref, at.spot, said, part.files))
        for ref in standing[len(new) :]:
            await self._changed(at, asks.delete(at.channel, ref, at.spot))
        left = tuple(standing[: len(new)])
        await self._note(place, key, reshaped(Landing(left, len(left), None), len(new)))
        if len(left) < len(new):
            await self.publish(place, card, key)

    async def _begun(
        self, place: Standing, target: Target, card: Card, key: str, parts: Sequence[DiscordMessage]
    ) -> Landing:
        """What stands already; noted as unsure where something is missing."""
        owed = isinstance(card, ScenarioCard) and target.spot is Spot.CHANNEL and not target.forum
        refs = (*[""] * len(parts), *([f"{OWED}{name_of(card)}"] if owed else []))
        landing = Landing(refs, len(parts), self.now(), marked(parts))
        if await begin_landing(self.core(), written_down(place, key), landing, self.now()):
            return landing
        known = await self._read(place, key)
        if known is not None:
            known = await self.looking.settled(place, target, key, known)
            if known.whole:
                return known
            landing = replace(reshaped(known, len(parts)), unsure_since=self.now(), looked_to=marked(parts))
        await self._note(place, key, landing)
        return landing

    async def _finished(self, place: Standing, target: Target, key: str, landing: Landing) -> Published:
        """Its thread hangs on it, where it is to have one and that can be."""
        first, owed = landing.refs[0], landing.refs[landing.wanted :]
        if owed:
            await self.threads.hang(target, first, owed[0].removeprefix(OWED))
            await self._note(place, key, replace(landing, refs=landing.refs[: landing.wanted]))
        return target.published(first)

    async def _post(self, at: Target, piece: Piece) -> str:
        try:
            return await self._sent(at, piece)
        except NotAllowed as refused:
            pictures = all(file.media_type.startswith("image/") for file in piece.part.files)
            if refused.rights != (Right.FILES,) or not pictures:
                raise
            # The words of a card say all that its picture shows.
            return await self._sent(at, replace(piece, part=replace(piece.part, files=())))

    async def _sent(self, at: Target, piece: Piece) -> str:
        part = piece.part
        if at.forum:
            return await self.threads.post(at, piece.name, body(part, piece.key, piece.number), part.files)
        said = posted(part, piece.key, piece.number, at.channel)
        ask = asks.send(at.channel, at.spot, said, part.files)
        if at.spot is Spot.THREAD:
            made = await self.caller.call(at.guild, ask, fine={UNKNOWN_CHANNEL})
            if made is not None:
                return str(made["id"])
            await self.threads.bring_back(at)
        return str((await self.caller.call(at.guild, ask))["id"])

    async def _changed(self, at: Target, ask: Ask) -> None:
        """What was deleted meanwhile is let be; an archived thread is opened for it."""
        fine = {UNKNOWN_MESSAGE}
        if at.spot is not Spot.THREAD:
            await self.caller.call(at.guild, ask, fine=fine)
        elif await self.caller.call(at.guild, ask, fine=fine | {THREAD_ARCHIVED}) is None:
            await self.threads.wake(at)
            await self.caller.call(at.guild, ask, fine=fine)

    async def _read(self, place: Standing, key: str) -> Landing | None:
        return await landing_of(self.core(), written_down(place, key))

    async def _note(self, place: Standing, key: str, landing: Landing) -> None:
        await note_landing(self.core(), written_down(place, key), landing, self.now())
