"""Takes in an answer that was written into the private form."""

from datetime import datetime

from bot.domain.answering import AnswerState, Part
from bot.domain.cards import Card, Note
from bot.domain.happenings import FormSent
from bot.domain.post import Post
from bot.practice.answer_touched import Touch, answer_touched
from bot.practice.core import Core
from bot.practice.named_post import named_post
from bot.practice.try_again import reopen
from bot.store.work import Work

GONE = "I can't find that scenario any more, so nothing was stored. Your text, to copy:\n\n"


async def collect_form(core: Core, form: FormSent) -> Card:
    """Keep a private answer. A form sent after the debrief is another try."""
    now = core.clock.now()
    async with core.store.work() as work:
        post = await named_post(work, form.source, form.post)
        installation = await work.groups.installation(form.source.platform, form.source.installation_ref)
        if post is None or installation is None:
            return Note(GONE + form.text)
        if not await work.events.admit(installation, form.source.event_ref, "form", None, now):
            return Note("I have that already.")
        if not form.text.strip():
            return Note("The form was empty, so nothing was changed.")
        return await _keep(work, post, form, now)


async def _keep(work: Work, post: Post, form: FormSent, now: datetime) -> Card:
    person = await work.people.recognise(form.account, form.source.installation_ref, now)
    await work.people.join(post.group, person, now)
    answer = await work.answers.open(post.group, post.id, person, now)
    if answer.state is AnswerState.DEBRIEFED and not answer.reopened:
        answer, refusal = await reopen(work, answer, form.sent_at)
        if refusal:
            return refusal
    # The try's own number keeps a new form from overwriting the text that was graded.
    part = Part(f"form-{answer.id}-{answer.gradings}", form.sent_at, form.text)
    await work.messages.keep(answer, None, part, form.sent_at)
    group = await work.groups.get(post.group)
    await answer_touched(work, Touch(group, post, answer, now, form.sent_at))
    minutes = int(group.quiet.total_seconds() // 60)
    return Note(f"Kept, seen by nobody else. I grade it in {minutes} minutes, or when you press Grade me.")
