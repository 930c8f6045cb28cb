"""Posts a card, once. What has landed is written down around each call: nothing is posted blindly."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from adapters.chats.readings import Page
from adapters.slack.blocks import SlackFile, SlackMessage, messages
from adapters.slack.speak.call import Caller
from adapters.slack.speak.history import Message, pages, span
from adapters.slack.speak.outcomes import Unsure
from adapters.slack.speak.parts import Part, Sought, content, file_name, is_file, parts_of
from adapters.slack.speak.places import Places, Target, written_down
from adapters.slack.speak.tokens import CoreNow
from adapters.slack.speak.upload import upload
from bot.domain.cards import Card
from bot.domain.speaking import Landing
from bot.errors import DebriefError, RetryLater
from bot.ports import Direct, InChannel, InThread, Published
from bot.practice.installing.landed import begin_landing, landing_of, note_landing, note_look

SKEW = timedelta(minutes=5)
"""By how much Slack's clock and ours may differ."""
CALL = timedelta(minutes=2)
"""Longer than posting one part takes, its turn and its attempts included."""
AT_IT = timedelta(seconds=5)
Standing = InChannel | InThread | Direct
"""Places where a card stands for good."""


@dataclass(frozen=True, slots=True)
class Publishing:
    caller: Caller
    places: Places
    core: CoreNow
    now: Callable[[], datetime]

    async def publish(self, place: Standing, card: Card, key: str) -> Published:
        """Post what isn't there yet of the card."""
        target = await self.places.target(place)
        parts = parts_of(messages(card))
        landing = await self._begun(place, target, key, len(parts))
        if landing.whole:
            return target.published(landing.refs[0])
        missing = [number for number in range(len(parts)) if not landing.has(number)]
        try:
            for number in missing:
                landing = landing.with_part(number, await self._post(target, parts[number], key, number))
                landing = replace(landing, unsure_since=None if number == missing[-1] else self.now())
                await self._note(place, key, landing)
        except (Unsure, asyncio.CancelledError):
            # Whoever looked while the call was on its way has seen too little.
            await self._note(place, key, landing)
            raise
        except DebriefError:
            await self._note(place, key, replace(landing, unsure_since=None))
            raise
        return target.published(landing.refs[0])

    async def _begun(self, place: Standing, target: Target, key: str, wanted: int) -> Landing:
        """What stands already; noted as unsure where something is missing."""
        landing = Landing((), wanted, self.now())
        if await begin_landing(self.core(), written_down(place, key), landing, self.now()):
            return landing
        known = await self._known(place, target, key)
        if known is not None and known.whole:
            return known
        landing = replace(known or landing, wanted=wanted, unsure_since=None, looked_to="")
        landing = replace(landing, unsure_since=None if landing.whole else self.now())
        await self._note(place, key, landing)
        return landing

    async def find(self, place: Standing, key: str) -> Published | None:
        if await self._read(place, key) is None:
            return None
        target = await self.places.target(place)
        known = await self._known(place, target, key)
        return target.published(known.refs[0]) if known and known.whole else None

    async def revise(self, place: Standing, card: Card, key: str) -> None:
        """Change what stands, take away what is too much, post what is lacking."""
        if await self._read(place, key) is None:
            return
        target = await self.places.target(place)
        known = await self._known(place, target, key)
        if known is None or not any(known.refs):
            return
        standing = [ref for ref in known.refs if ref and not is_file(ref)]
        new = messages(card)
        for number, (ref, message) in enumerate(zip(standing, new, strict=False)):
            await self._change(target, ref, message, key, number)
        for ref in [*standing[len(new) :], *filter(is_file, known.refs)]:
            await self._take_away(target, ref)
        left = tuple(standing[: len(new)])
        parts = parts_of(new)
        await self._note(
            place, key, Landing(left, len(left) if len(left) == len(parts) else len(parts), None)
        )
        if len(left) < len(parts):
            await self.publish(place, card, key)

    async def _known(self, place: Standing, target: Target, key: str) -> Landing | None:
        """What has landed, looked for on Slack where that isn't certain.

        Raises RetryLater when it can't be looked for to the end: the next look goes on from there.
        """
        landing = await self._read(place, key)
        if landing is None or landing.unsure_since is None:
            return landing
        token = await self.caller.tokens.of(place.installation_ref)
        sought = Sought(key, token, landing.wanted)
        around = span(landing.unsure_since - SKEW, landing.unsure_since + CALL + SKEW)
        async for page in pages(self.caller, target, around, landing.looked_to):
            found = _with_page(landing, sought, page)
            if not await note_look(self.core(), written_down(place, key), landing, found, self.now()):
                raise RetryLater("Somebody else looks for the same card.", AT_IT)
            landing = found
            if landing.unsure_since is None:
                break
        return landing

    async def _post(self, target: Target, part: Part, key: str, number: int) -> str:
        if isinstance(part, SlackFile):
            return await upload(self.caller, target, part, file_name(part, key, number))
        answer = await self.caller.call(
            target.installation_ref,
            "chat.postMessage",
            place=target.channel,
            spot=target.spot,
            channel=target.channel,
            thread_ts=target.thread,
            unfurl_links=False,
            unfurl_media=False,
            **content(part, key, number),
        )
        return str(answer["ts"])

    async def _change(self, target: Target, ref: str, message: SlackMessage, key: str, number: int) -> None:
        await self.caller.call(
            target.installation_ref,
            "chat.update",
            spot=target.spot,
            fine={"message_not_found"},
            channel=target.channel,
            ts=ref,
            **content(message, key, number),
        )

    async def _take_away(self, target: Target, ref: str) -> None:
        method, named = "chat.delete", {"channel": target.channel, "ts": ref}
        if is_file(ref):
            method, named = "files.delete", {"file": ref}
        await self.caller.call(
            target.installation_ref,
            method,
            spot=target.spot,
            fine={"message_not_found", "file_not_found", "file_deleted"},
            **named,
        )

    async def _read(self, place: Standing, key: str) -> Landing | None:
        return await landing_of(self.core(), written_down(place, key))

    async def _note(self, place: Standing, key: str, landing: Landing) -> None:
        await note_landing(self.core(), written_down(place, key), landing, self.now())


def _with_page(landing: Landing, sought: Sought, page: Page[Message]) -> Landing:
    """With the parts that a page holds; sure at the last page, or when nothing is missing any more."""
    for message in page.messages:
        part = sought.part_in(message)
        if part is not None:
            landing = landing.with_part(*part)
    if page.is_last or landing.whole:
        return replace(landing, unsure_since=None, looked_to="")
    return replace(landing, looked_to=page.reached)
