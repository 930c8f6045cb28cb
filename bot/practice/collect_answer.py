"""Takes a member's words in: a message in the thread, or an edit of one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.answer import Answer
from bot.domain.answering import Part, Ruling, Standing, rule_on
from bot.domain.delivery import BESIDE, DeliveryKind, Owed
from bot.domain.happenings import MessagePosted
from bot.domain.ids import PersonId
from bot.domain.likeness import is_correction, new_words
from bot.domain.post import Post, Posting
from bot.ports import Nudge
from bot.practice.addressed import is_addressed
from bot.practice.answer_touched import Touch, answer_touched
from bot.practice.core import Core
from bot.practice.learn_threads import learn_threads
from bot.store.inbound import Scene
from bot.store.messages import MessageState
from bot.store.work import Work

MOST_COUNTED = 30_000
"""New words of one message; no platform carries so many."""
_WORDS = {
    Ruling.OFFER: DeliveryKind.OFFER,
    Ruling.ASK_FOR_TEXT: DeliveryKind.ASK_FOR_TEXT,
    Ruling.AFTER_DEBRIEF: DeliveryKind.AFTER_DEBRIEF,
}
"""What is said about a message that isn't taken in; about all others nothing."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message on its way in, and the transaction that decides about it."""

    work: Work
    scene: Scene
    message: MessagePosted
    now: datetime
    lease: timedelta

    @property
    def ref(self) -> str:
        return self.message.at.message_ref


async def collect_message(core: Core, message: MessagePosted) -> None:
    """Rule on a message, or on the newest text of one, and keep it if it's part of an answer.

    One of which can't be told now whose thread it stands in is read when that is known.
    """
    unsettled = await _take_in(core, message)
    if unsettled:
        unknown = await learn_threads(core, unsettled)
        if await _waits_in_its_thread(core, message, unknown):
            return
        await _take_in(core, message, threads_known=True)


async def _take_in(core: Core, message: MessagePosted, *, threads_known: bool = False) -> list[Posting]:
    """One transaction. Does nothing but name the postings whose thread this may be, if there are any."""
    now = core.clock.now()
    async with core.store.work() as work:
        scene = await work.inbound.scene(message.source, message.at, message.author)
        if scene is None:
            return []
        if scene.post is None and message.at.thread_ref and not threads_known:
            unsettled = await work.postings.unsettled(scene.channel)
            if unsettled:
                return unsettled
            # It may have been settled between the two questions: the third one is sure to see it.
            scene = await work.inbound.scene(message.source, message.at, message.author) or scene
        kind = "edited" if message.edited_at else "posted"
        event = message.source.event_ref
        if await work.events.admit(scene.channel.installation, event, kind, message.at, now):
            await _consider(Incoming(work, scene, message, now, core.timings.lease))
    return []


async def _waits_in_its_thread(core: Core, message: MessagePosted, unknown: Sequence[Posting]) -> bool:
    """Its text isn't kept: most of what is said in a channel is no answer. Its time is."""
    if not unknown:
        return False
    async with core.store.work() as work:
        scene = await work.inbound.scene(message.source, message.at, message.author)
        if scene is None or scene.post is not None:
            return False
        waits = [await work.postings.unheard(one, message.posted_at) for one in unknown]
    return any(waits)


async def _consider(it: Incoming) -> None:
    group, person = it.scene.group.id, it.scene.person
    # An edited part belongs to its own answer, wherever it stands and whatever was posted since.
    owned = await _owned(it) if it.message.edited_at else None
    post = await it.work.posts.get(group, owned.post) if owned else it.scene.post
    post = post or await it.work.posts.latest_open(group)
    if post is None:
        return
    before = owned or it.scene.answer
    if before is None and it.scene.post is None and person:
        before = await it.work.answers.of(group, post.id, person)
    ruling = rule_on(it.message, _standing(it, post, before, taken=owned is not None))
    if ruling is Ruling.INCLUDE:
        await _include(it, post, owned)
        return
    await _leave_out(it, post)
    if ruling in _WORDS and not (ruling is Ruling.AFTER_DEBRIEF and it.message.edited_at):
        await _owe_word(it, post, ruling)


async def _owned(it: Incoming) -> Answer | None:
    group = it.scene.group.id
    owner = await it.work.messages.owner(group, it.scene.channel.id, it.ref)
    return await it.work.answers.get(group, owner.answer) if owner else None


def _standing(it: Incoming, post: Post, answer: Answer | None, *, taken: bool) -> Standing:
    return Standing(
        mode=post.mode,
        in_thread=it.scene.post is not None,
        debriefed_at=answer.debriefed_at if answer else None,
        reopened=bool(answer and answer.reopened),
        tried_again_at=answer.tried_again_at if answer else None,
        answered=bool(answer and answer.arrived_at),
        taken=taken,
        addressed=is_addressed(it.message.text, it.message.opening),
        closed=it.message.posted_at >= post.deadline_at,
    )


async def _author(it: Incoming) -> PersonId:
    if it.scene.person is not None and it.scene.is_member:
        return it.scene.person
    person = await it.work.people.recognise(it.message.author, it.message.source.installation_ref, it.now)
    await it.work.people.join(it.scene.group.id, person, it.now)
    return person


async def _include(it: Incoming, post: Post, owned: Answer | None) -> None:
    # Of two answers to one post by accounts that were linked since, an edit stays with its own.
    author, taken = owned.person if owned else await _author(it), owned is not None
    answer = await it.work.answers.open(it.scene.group.id, post.id, author, it.now, it.message.author)
    # A debrief may have been written between the question and the lock.
    if rule_on(it.message, _standing(it, post, answer, taken=taken)) is not Ruling.INCLUDE:
        return
    if it.message.edited_at and await _was_taken_out(it):
        return
    part = await _part(it)
    original = it.message.edited_at is None
    version = it.message.version
    kept = await it.work.messages.keep(answer, it.scene.channel, part, version, original=original)
    if kept is None:
        return
    await answer_touched(it.work, Touch(it.scene.group, post, answer, it.now))
    if not kept.marked:
        await it.work.nudge(Nudge.MARK_MESSAGE, kept.id)


async def _part(it: Incoming) -> Part:
    """A correction keeps its text's age; a text that replaces another is as young as the edit."""
    posted, words = it.message.posted_at, it.message.text
    # A platform's clock may run ahead of ours: nothing was written later than now.
    written_at = min(it.message.version, it.now)
    fresh = Part(it.ref, posted, words, written_at, thread_ref=it.message.at.thread_ref)
    if it.message.edited_at is None:
        return fresh
    owner = await it.work.messages.owner(it.scene.group.id, it.scene.channel.id, it.ref)
    if owner is None or owner.state is not MessageState.KEPT:
        return fresh
    changed = owner.changed + new_words(owner.text, words)
    if not is_correction(words, changed):
        return fresh
    return replace(fresh, written_at=owner.written_at, changed=min(changed, MOST_COUNTED))


async def _was_taken_out(it: Incoming) -> bool:
    owner = await it.work.messages.owner(it.scene.group.id, it.scene.channel.id, it.ref)
    return owner is not None and owner.state is MessageState.TAKEN_OUT


async def _leave_out(it: Incoming, post: Post) -> None:
    """An edit can turn a part of the answer into a note or into talk; anything else was never stored."""
    group, channel = it.scene.group.id, it.scene.channel.id
    if it.message.edited_at is None:
        return
    owner = await it.work.messages.owner(group, channel, it.ref)
    if owner is None or owner.state is not MessageState.KEPT:
        return
    answer = await it.work.answers.lock(group, owner.answer)
    if await it.work.messages.drop(it.scene.channel, it.message.at, MessageState.NOTE, it.message.version):
        await answer_touched(it.work, Touch(it.scene.group, post, answer, it.now))


async def _owe_word(it: Incoming, post: Post, ruling: Ruling) -> None:
    """An offer to take the message as the answer, say, or a request for text: one each, person and post.

    That what is said beside the thread isn't read is told once and for all.
    """
    if ruling is Ruling.AFTER_DEBRIEF and not it.scene.is_member:
        return
    person, kind = await _author(it), _WORDS[ruling]
    beside = ruling is Ruling.AFTER_DEBRIEF and it.scene.post is None
    owed = Owed(
        group=it.scene.group.id,
        kind=kind,
        key=f"{kind}:{BESIDE if beside else post.id}:{person}",
        due_at=it.now,
        person=person,
        post=post.id,
        channel=it.scene.channel.id,
        message_ref=it.ref,
        thread_ref=it.message.at.thread_ref,
    )
    await it.work.nudge(Nudge.SEND_DELIVERY, *await it.work.deliveries.owe([owed], it.now + it.lease))
