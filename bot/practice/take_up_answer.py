"""Takes up the answer whose turn it is: the frozen text, and who is to grade it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.answer import Answer, WaitsFor
from bot.domain.answering import MOST_GRADINGS, answer_text, long_enough
from bot.domain.grade import Graded
from bot.domain.ids import AnswerId
from bot.domain.likeness import stood_at
from bot.domain.post import Post
from bot.domain.scenario import Scenario
from bot.practice.answer_touched import current
from bot.practice.ask_grader import Route, route
from bot.practice.budget import refused_until
from bot.practice.core import Core
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer taken up for grading: the frozen text, and in `answer` the fence its result must pass."""

    answer: Answer
    text: str
    stood_at: datetime
    scenario: Scenario
    post: Post
    route: Route
    content_key: str = ""
    """Of what a grader will have said; empty for one whose words need no keeping."""
    kept: Graded | None = None
    """What was said of the same content in this group before."""
    is_paid_for: bool = True
    """There is money left to ask the grader."""
    waits_for: WaitsFor = WaitsFor.NOTHING
    """It can't be graded now, and nobody needs to be asked to know it."""
    until: datetime | None = None
    """When it makes sense to look again."""


LOOK_AGAIN = timedelta(hours=1)
"""Beside whatever wakes an answer that waits for a person or for money."""


async def take_up(core: Core, hint: AnswerId) -> Draft | None:
    """The answer whose turn it is, which need not be the one that a job names. None when nothing is due."""
    now = core.clock.now()
    async with core.store.work() as work:
        turn = await work.turns.next(hint, now)
        if turn is None:
            return None
        answer = await work.answers.take_up(turn, now, core.timings.grading_lease_for)
        if answer is None:
            return None
        post = await work.posts.get(answer.group, answer.post)
        parts = current(answer, await work.messages.parts(answer.group, answer.id))
        text = answer_text(parts)
        if post is None or not text or answer.gradings >= MOST_GRADINGS:
            await work.answers.change(answer, grade_due_at=None, taken_until=None)
            return None
        await work.answers.freeze(answer, text, now)
        scenario = await work.posts.scenario(post.scenario_hash)
        state = await work.switch.state()
        stood = stood_at((part.written_at, len(part.text)) for part in parts)
        draft = Draft(answer, text, stood, scenario, post, route(core, state.mode))
        return await _decided(core, work, draft, now)


async def _decided(core: Core, work: Work, draft: Draft, now: datetime) -> Draft:
    """Whether it can be graded now: the switch first, then what was said before, then the money."""
    answer, text = draft.answer, draft.text
    look_again = now + LOOK_AGAIN
    if draft.route is Route.NOBODY:
        return replace(draft, waits_for=WaitsFor.SWITCH, until=look_again)
    if not long_enough(text):
        return draft
    if draft.route is Route.CHECK:
        return replace(draft, waits_for=WaitsFor.SWITCH, until=look_again)
    key = core.grade_keys.key(draft.scenario, text) if core.grade_keys else ""
    kept = await work.grades.kept(answer.group, key) if key else None
    broke = None if kept else await refused_until(core, work, answer.group, now)
    draft = replace(draft, content_key=key, kept=kept, is_paid_for=broke is None)
    if broke is None or draft.route is Route.CHECK_BESIDE:
        return draft
    return replace(draft, waits_for=WaitsFor.BUDGET, until=min(broke, look_again))
