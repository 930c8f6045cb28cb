"""Takes a message from beside the thread as the answer, when its author accepts the offer."""

from bot.domain.answering import AnswerState, Part
from bot.domain.cards import Card, Note
from bot.domain.happenings import ButtonPressed, MessageAt
from bot.ports import Hint
from bot.practice.answer_touched import Touch, answer_touched
from bot.practice.core import Core
from bot.practice.named_post import named_post

GONE = Note("I can't find that message any more. Nothing was changed. Write in the thread instead.")


async def use_as_answer(core: Core, pressed: ButtonPressed) -> Card:
    """Read the message from the platform (nothing of it was stored) and include it."""
    subject, channel_ref, message_ref = [*pressed.subject.split("/", 2), "", ""][:3]
    platform = core.platforms.get(pressed.source.platform)
    at = MessageAt(channel_ref, message_ref)
    text = await platform.read(pressed.source.installation_ref, at) if platform and message_ref else None
    if not text:
        return GONE
    now = core.clock.now()
    async with core.store.work() as work:
        post = await named_post(work, pressed.source, subject)
        channel = await work.groups.channel_at(
            pressed.source.platform, pressed.source.installation_ref, channel_ref
        )
        person = await work.people.known(pressed.account)
        if post is None or channel is None or person is None or channel.group != post.group:
            return GONE
        if not await work.deliveries.offered(post.group, post.id, person, message_ref):
            return Note("That message isn't yours to hand in. Nothing was changed.")
        answer = await work.answers.open(post.group, post.id, person, now)
        if answer.state is AnswerState.DEBRIEFED and not answer.reopened:
            return Note("You have your debrief for this scenario. Press Try again first, then write.")
        kept = await work.messages.keep(answer, channel, Part(message_ref, now, text), now)
        if kept is None:
            return Note("I have that message already.")
        group = await work.groups.get(post.group)
        await answer_touched(work, Touch(group, post, answer, now, now))
        await work.hint(Hint.MARK_MESSAGE, kept.id)
    return Note("Taken as your answer. Add to it in the thread, or press Grade me.")
