"""Messages that leave an answer: deleted for good, or taken out by their author and perhaps put back."""

from datetime import datetime

from bot.domain.answer import Answer
from bot.domain.answering import Part
from bot.domain.happenings import Account, MessageAt, MessageDeleted, MessageTaken, Source
from bot.ports import Nudge
from bot.practice.answer_touched import Touch, answer_touched
from bot.practice.core import Core
from bot.practice.forget_words import forget_words
from bot.store.inbound import Scene
from bot.store.messages import MessageState
from bot.store.work import Work

NOBODY = Account("", "", "")


async def delete_message(core: Core, deleted: MessageDeleted) -> None:
    """Forget a deleted message; with its last message an answer is withdrawn."""
    now = core.clock.now()
    async with core.store.work() as work:
        scene = await work.inbound.scene(deleted.source, deleted.at, NOBODY)
        if scene is None:
            return
        installation = scene.channel.installation
        # The row doubles as a tombstone: a message that is delivered after its deletion stays out.
        if not await work.events.admit(installation, deleted.source.event_ref, "deleted", deleted.at, now):
            return
        owned = await _owned(work, scene, deleted.at)
        if owned is not None:
            before = await work.messages.owner(scene.group.id, scene.channel.id, deleted.at.message_ref)
            dropped = await work.messages.drop(scene.channel, deleted.at, MessageState.DELETED, now)
            if dropped:
                await forget_words(work, owned, before.text if before else "")
            await _touched(work, scene, owned, now, changed=dropped)


async def take_message(core: Core, taken: MessageTaken) -> None:
    """Take a message out of the answer, or put it back as it stands now."""
    text = None
    if not taken.out:
        if not await _is_its_authors(core, taken):
            return
        text = await _read(core, taken.source, taken.at)
    now = core.clock.now()
    async with core.store.work() as work:
        scene = await work.inbound.scene(taken.source, taken.at, taken.author)
        if scene is None:
            return
        installation = scene.channel.installation
        if not await work.events.admit(installation, taken.source.event_ref, "taken", taken.at, now):
            return
        owned = await _owned(work, scene, taken.at)
        if owned is None or owned.person != scene.person:
            return
        if taken.out:
            dropped = await work.messages.drop(scene.channel, taken.at, MessageState.TAKEN_OUT, now)
            await _touched(work, scene, owned, now, changed=dropped)
        elif text:
            await _put_back(work, scene, owned, Part(taken.at.message_ref, now, text, now), now)


async def _is_its_authors(core: Core, taken: MessageTaken) -> bool:
    """Before it's read: what somebody else wrote is none of theirs, nor ours."""
    async with core.store.work() as work:
        scene = await work.inbound.scene(taken.source, taken.at, taken.author)
        owned = await _owned(work, scene, taken.at) if scene else None
        return scene is not None and owned is not None and owned.person == scene.person


async def _read(core: Core, source: Source, at: MessageAt) -> str | None:
    platform = core.platforms.get(source.platform)
    return await platform.read(source.installation_ref, at) if platform else None


async def _owned(work: Work, scene: Scene, at: MessageAt) -> Answer | None:
    """The answer that holds the message, locked."""
    owner = await work.messages.owner(scene.group.id, scene.channel.id, at.message_ref)
    return await work.answers.lock(scene.group.id, owner.answer) if owner else None


async def _put_back(work: Work, scene: Scene, answer: Answer, part: Part, now: datetime) -> None:
    kept = await work.messages.keep(answer, scene.channel, part, now)
    await _touched(work, scene, answer, now, changed=kept is not None)
    if kept and not kept.marked:
        await work.nudge(Nudge.MARK_MESSAGE, kept.id)


async def _touched(work: Work, scene: Scene, answer: Answer, now: datetime, *, changed: bool) -> None:
    if not changed:
        return
    here = scene.post is not None and scene.post.id == answer.post
    post = scene.post if here else await work.posts.get(answer.group, answer.post)
    if post is not None:
        await answer_touched(work, Touch(scene.group, post, answer, now))
