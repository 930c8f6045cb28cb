"""Takes a message from beside the thread as the answer, when its author accepts the offer."""

from dataclasses import dataclass

from bot.domain.answer import Answer
from bot.domain.answering import Part
from bot.domain.cards import Card, Note
from bot.domain.group import Channel
from bot.domain.happenings import ButtonPressed, MessageAt
from bot.domain.ids import PersonId
from bot.domain.post import Post
from bot.ports import Nudge
from bot.practice import words
from bot.practice.answer_touched import Touch, answer_touched
from bot.practice.core import Core
from bot.practice.named_post import named_post
from bot.store.work import Work

HAVE_IT = Note("I have that message already.", again=True)
NOT_YOURS = Note("That message isn't yours to hand in. Nothing was changed.")
GONE = Note("I can't find that message any more. Nothing was changed. Press Answer privately instead.")


@dataclass(frozen=True, slots=True)
class _Offered:
    post: Post
    channel: Channel
    person: PersonId
    at: MessageAt


async def use_as_answer(core: Core, pressed: ButtonPressed) -> Card:
    """Read the message from the platform (nothing of it was stored) and include it."""
    source = pressed.source
    platform = core.platforms.get(source.platform)
    # Before it's read: a message that wasn't offered to them may be anybody's.
    async with core.store.work() as work:
        offered = await _offered(work, pressed)
    if isinstance(offered, Note):
        return offered
    text = await platform.read(source.installation_ref, offered.at) if platform else None
    if not text:
        return GONE
    now = core.clock.now()
    async with core.store.work() as work:
        offered = await _offered(work, pressed)
        if isinstance(offered, Note):
            return offered
        # Also takes the message's turn: a deletion of it comes wholly before this, or wholly after.
        installation = offered.channel.installation
        if not await work.events.admit(installation, source.event_ref, "used", offered.at, now):
            return HAVE_IT
        named = offered.post.group, offered.post.id, offered.person
        answer = await work.answers.open(*named, now, pressed.account)
        part = Part(offered.at.message_ref, now, text, now, thread_ref=offered.at.thread_ref)
        return await _hand_in(work, offered.post, answer, offered.channel, part)


async def _offered(work: Work, pressed: ButtonPressed) -> _Offered | Note:
    """What the button stands for, if it was offered to whoever pressed it."""
    subject, channel_ref, message_ref = [*pressed.subject.split("/", 2), "", ""][:3]
    source = pressed.source
    post = await named_post(work, source, subject)
    channel = await work.groups.channel_at(source.platform, source.installation_ref, channel_ref)
    person = await work.people.known(pressed.account)
    if post is None or channel is None or person is None or channel.group != post.group or not message_ref:
        return GONE
    at = await work.deliveries.offered(post.group, post.id, person, MessageAt(channel_ref, message_ref))
    return _Offered(post, channel, person, at) if at else NOT_YOURS


async def _hand_in(work: Work, post: Post, answer: Answer, channel: Channel, part: Part) -> Card:
    if not answer.takes_words:
        return words.debriefed_already(post)
    kept = await work.messages.keep(answer, channel, part, part.written_at)
    if kept is None:
        return HAVE_IT
    group = await work.groups.get(post.group)
    await answer_touched(work, Touch(group, post, answer, part.written_at))
    await work.nudge(Nudge.MARK_MESSAGE, kept.id)
    return words.taken(post)
