"""Posts a card, once. What has landed is written down around each call: nothing is posted blindly."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from adapters.slack.blocks import SlackFile, SlackMessage, messages
from adapters.slack.speak.call import Caller
from adapters.slack.speak.history import messages_between
from adapters.slack.speak.outcomes import Unsure
from adapters.slack.speak.parts import Part, Sought, content, file_name, is_file, parts_of
from adapters.slack.speak.places import Places, Target, written_down
from adapters.slack.speak.tokens import CoreNow
from adapters.slack.speak.upload import upload
from bot.domain.cards import Card
from bot.domain.speaking import Landing
from bot.errors import DebriefError
from bot.ports import Direct, InChannel, InThread, Published
from bot.practice.installing.landed import landing_of, note_landing

SKEW = timedelta(minutes=5)
"""By how much Slack's clock and ours may differ."""
CALL = timedelta(minutes=2)
"""Longer than posting one part takes, its turn and its attempts included."""
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
        known = await self._known(place, target, key)
        if known is not None and known.whole:
            return target.published(known.refs[0])
        landing = replace(known or Landing((), 0, None), wanted=len(parts), unsure_since=None)
        missing = [number for number in range(len(parts)) if not landing.has(number)]
        landing = replace(landing, unsure_since=self.now() if missing else None)
        await self._note(place, key, landing)
        try:
            for number in missing:
                landing = landing.with_part(number, await self._post(target, parts[number], key, number))
                landing = replace(landing, unsure_since=None if number == missing[-1] else self.now())
                await self._note(place, key, landing)
        except Unsure:
            raise
        except DebriefError:
            await self._note(place, key, replace(landing, unsure_since=None))
            raise
        return target.published(landing.refs[0])

    async def find(self, place: Standing, key: str) -> Published | None:
        if await self._read(place, key) is None:
            return None
        target = await self.places.target(place)
        known = await self._known(place, target, key)
        return target.published(known.refs[0]) if known and known.whole else None

    async def revise(self, place: Standing, card: Card, key: str) -> None:
        """Change what stands, take away what is too much, post what is lacking."""
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
        """What has landed, looked for on Slack where that isn't certain."""
        landing = await self._read(place, key)
        if landing is None or landing.unsure_since is None:
            return landing
        token = await self.caller.tokens.of(place.installation_ref)
        sought = Sought(key, token, landing.wanted)
        since, until = landing.unsure_since - SKEW, landing.unsure_since + CALL + SKEW
        async for message in messages_between(self.caller, target, since, until):
            part = sought.part_in(message)
            if part is not None:
                landing = landing.with_part(*part)
        landing = replace(landing, unsure_since=None)
        await self._note(place, key, landing)
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
