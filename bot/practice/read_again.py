"""One thread, or one member's direct messages, held against what is known of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from bot.domain.forgetting import mark_of
from bot.domain.happenings import MessageAt, MessageDeleted, MessagePosted, Source
from bot.domain.ids import GroupId
from bot.domain.text import storable
from bot.ports import ChatPlatform, Direct, InThread
from bot.practice.collect_answer import collect_message
from bot.practice.core import Core
from bot.practice.remove_message import delete_message
from bot.practice.rounds.hear import hear, hear_deletion
from bot.store.installations import Installation, MissedTime
from bot.store.missed import CAUGHT, Known, OpenRound, OpenThread

MOST_LOOKS = 3
LATE_FOR = timedelta(days=1)
"""Whoever answers this long after a deadline is heard all the same."""
EDITED_ABOUT_THEN = timedelta(minutes=5)
"""An edit so long before nothing was heard may be one that was missed: clocks differ."""
CLOCKS_APART = timedelta(minutes=5)
"""By how much a platform's clock may differ from ours."""
MOST_OWED = 10_000
_NEVER = datetime.min.replace(tzinfo=UTC)

_Where = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is to be read."""

    installation: Installation
    platform: ChatPlatform
    of: OpenThread | OpenRound
    place: InThread | Direct
    after: datetime
    """Everything there is younger."""
    times: Sequence[MissedTime] = ()
    """In which something may have been written there."""

    @property
    def name(self) -> str:
        """Of the place, the same whenever it is read. It names no account."""
        if isinstance(self.of, OpenRound):
            return f"round {self.of.round}"
        return f"thread {self.of.channel.ref} {self.of.thread_ref}"

    @property
    def of_group(self) -> GroupId:
        return self.of.group if isinstance(self.of, OpenRound) else self.of.channel.group

    @property
    def since(self) -> datetime:
        """Nothing was heard from then on."""
        return min(time.since for time in self.times)

    @property
    def until(self) -> datetime:
        """From then on everything was heard."""
        return max(time.until for time in self.times)

    def concerns(self, time: MissedTime) -> bool:
        """Whether something that counts may have been written there then."""
        if time.until < self.after or self.name in time.read:
            return False
        return isinstance(self.of, OpenRound) or self.of.deadline_at > time.since - LATE_FOR

    def of_times(self, times: Sequence[MissedTime]) -> "Reading":
        return replace(self, times=tuple(times))


async def read_again(core: Core, it: Reading) -> None:
    """Take in what is new there, and forget what is gone.

    Raises what the platform's `written_since` and `read` raise.
    """
    as_of = it.until
    for _ in range(MOST_LOOKS):
        began = core.clock.now()
        # Before it's read: what comes in while it's read is not missing from it.
        known = await _known(core, it)
        standing = await _unforgotten(core, await it.platform.written_since(it.place, it.after, as_of))
        for message in await _new(core, it, standing, known):
            if not await _is_overtaken(core, it, message, known):
                await _tell(core, it, message)
        await _forget_gone(core, it, standing, known)
        if not await _edited_meanwhile(core, it, standing, began):
            return
        as_of = core.clock.now()


async def _unforgotten(core: Core, standing: Sequence[MessagePosted]) -> list[MessagePosted]:
    """Without what somebody wrote before they were forgotten: it stands there yet, unknown to us."""
    async with core.store.work() as work:
        marks = list((await work.forgetting.owed(MOST_OWED)).values())
    if core.forgotten is not None:
        marks += await core.forgotten.all()
    forgotten_at = {one.mark: one.at for one in sorted(marks, key=lambda one: one.at)}
    return [one for one in standing if one.posted_at > forgotten_at.get(mark_of(one.author), _NEVER)]


async def _known(core: Core, it: Reading) -> Mapping[_Where, Known]:
    async with core.store.work() as work:
        if isinstance(it.of, OpenRound):
            return await work.missed.kept_of(it.of)
        channel = it.of.channel.ref
        return {(channel, ref): one for ref, one in (await work.missed.kept_in(it.of)).items()}


async def _new(
    core: Core, it: Reading, standing: Sequence[MessagePosted], known: Mapping[_Where, Known]
) -> list[MessagePosted]:
    """What was told of before is left as it was ruled on then, unless it was changed since."""
    heard: set[_Where] = set()
    async with core.store.work() as work:
        for channel in {message.at.channel_ref for message in standing}:
            refs = [one.at.message_ref for one in standing if one.at.channel_ref == channel]
            found = await work.missed.heard(it.installation.id, channel, refs)
            heard |= {(channel, ref) for ref in found}
    return [one for one in standing if _where(one) not in heard or _is_changed(one, it, known)]


def _is_changed(message: MessagePosted, it: Reading, known: Mapping[_Where, Known]) -> bool:
    if message.edited_at is None:
        return False
    if _where(message) in known:
        return known[_where(message)].text != storable(message.text)
    return message.edited_at > it.since - EDITED_ABOUT_THEN


async def _is_overtaken(
    core: Core, it: Reading, message: MessagePosted, known: Mapping[_Where, Known]
) -> bool:
    """Whether a later edit was heard, by which it's no part of anything: a long reading grows old."""
    channel, ref = _where(message)
    if (channel, ref) in known:
        return False  # its version says which text is the newer one
    async with core.store.work() as work:
        edited = await work.missed.edited_since(it.installation.id, channel, it.until, ref)
    return edited and await it.platform.read(it.installation.ref, message.at) != message.text


async def _tell(core: Core, it: Reading, message: MessagePosted) -> None:
    channel, ref = _where(message)
    source = _source(it, f"{channel} {ref} {message.version.isoformat()}")
    told = replace(message, source=source)
    await (hear(core, told) if isinstance(it.of, OpenRound) else collect_message(core, told))


async def _forget_gone(
    core: Core, it: Reading, standing: Sequence[MessagePosted], known: Mapping[_Where, Known]
) -> None:
    there = {_where(message) for message in standing}
    for channel, ref in sorted(known.keys() - there):
        stood = _mark(channel, ref)
        if known[channel, ref].posted_at > it.until + CLOCKS_APART:
            continue  # its deletion would have been heard
        if all(stood in time.read for time in it.times):
            continue
        at = _at(it, channel, ref, known[channel, ref].thread_ref)
        # A message that was handed in from elsewhere is part of the answer, and stands in no thread of it.
        if await it.platform.read(it.installation.ref, at) is not None:
            async with core.store.work() as work:
                await work.installations.was_read(it.times, stood)
            continue
        gone = MessageDeleted(_source(it, f"{channel} {ref} gone"), at, core.clock.now())
        await (hear_deletion(core, gone) if at.direct else delete_message(core, gone))


def _mark(channel: str, ref: str) -> str:
    """Of one message that stands by itself. A direct conversation isn't named."""
    return f"message {sha256(f'{channel} {ref}'.encode()).hexdigest()[:16]}"


async def _edited_meanwhile(
    core: Core, it: Reading, standing: Sequence[MessagePosted], began: datetime
) -> bool:
    """Then what was read may be older than what was told, and it's read once more."""
    async with core.store.work() as work:
        for channel in {message.at.channel_ref for message in standing}:
            if await work.missed.edited_since(it.installation.id, channel, began):
                return True
    return False


def _at(it: Reading, channel: str, ref: str, thread: str | None) -> MessageAt:
    if isinstance(it.place, Direct):
        return MessageAt(channel, ref, direct=True)
    return MessageAt(channel, ref, thread)


def _where(message: MessagePosted) -> _Where:
    return message.at.channel_ref, message.at.message_ref


def _source(it: Reading, event: str) -> Source:
    return Source(it.installation.platform, it.installation.ref, CAUGHT + event)
