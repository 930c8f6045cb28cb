"""Takes in an answer that was written into the private form."""

from datetime import datetime

from bot.domain.answering import Part
from bot.domain.cards import Card, Note
from bot.domain.happenings import FormSent
from bot.domain.post import Post
from bot.practice import words
from bot.practice.answer_touched import Touch, content_changed
from bot.practice.core import Core
from bot.practice.named_post import named_by
from bot.practice.newcomers import OUTSIDE, may_join
from bot.practice.try_again import reopen
from bot.practice.when_graded import told_in, when_parts_graded
from bot.store.named import Named
from bot.store.work import Work

GONE = "I can't find that scenario any more, so nothing was stored. Your text, to copy:\n\n"
HAVE_IT = Note("I have that already.", again=True)


async def collect_form(core: Core, form: FormSent) -> Card:
    """Keep a private answer. A form sent after the debrief is another try."""
    taken = await _take_in(core, form, newcomers=False)
    if not isinstance(taken, Post):
        return taken
    if not await may_join(core, taken.group, form.source, form.account):
        return Note(f"{OUTSIDE} What you typed, to copy:\n\n{form.text}")
    again = await _take_in(core, form, newcomers=True)
    return HAVE_IT if isinstance(again, Post) else again


async def _take_in(core: Core, form: FormSent, *, newcomers: bool) -> Card | Post:
    """One transaction. Does nothing but name the post where its sender would join, unless newcomers may."""
    now = core.clock.now()
    async with core.store.work() as work:
        named = await named_by(work, form.source, form.account, form.post)
        if named is None:
            return Note(GONE + form.text)
        if form.text.strip() and not newcomers and not named.is_member:
            return named.post
        if not await work.events.admit(named.installation, form.source.event_ref, "form", None, now):
            return HAVE_IT
        if not form.text.strip():
            return Note("The form was empty, so nothing was changed.")
        return await _keep(work, named, form, now)


async def _keep(work: Work, named: Named, form: FormSent, now: datetime) -> Card:
    post, person = named.post, named.person
    if person is None or not named.is_member:
        person = await work.people.recognise(form.account, form.source.installation_ref, now)
        await work.people.join(post.group, person, now)
    answer = await work.answers.open(post.group, post.id, person, now, form.account)
    if not answer.takes_words:
        answer, refusal = await reopen(work, answer, now)
        if refusal:
            return Note(f"{refusal.text} What you typed, to copy:\n\n{form.text}")
    await work.messages.replace_form(answer)
    part = Part(f"form-{answer.id}-{answer.revision}", now, form.text, now)
    await work.messages.keep(answer, None, part, now)
    parts = await work.messages.parts(answer.group, answer.id)
    touched = await content_changed(work, Touch(named.group, post, answer, now), parts)
    zone = told_in(named.zone)
    grading = await when_parts_graded(work, post, touched, now, parts=parts, zone=zone)
    return words.kept_form(post, grading, now, zone)
