"""Takes up the answer whose turn it is: the frozen text, and who is to grade it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.answer import Answer, WaitsFor
from bot.domain.answering import MOST_GRADINGS, Asking, answer_text, long_enough
from bot.domain.grade import Graded, Ungraded
from bot.domain.ids import AnswerId
from bot.domain.likeness import stood_at
from bot.domain.post import Post
from bot.domain.scenario import Scenario
from bot.practice.answer_touched import current
from bot.practice.ask_grader import Route, route
from bot.practice.budget import refused_until
from bot.practice.core import Core
from bot.practice.graded_anew import is_graded_anew
from bot.practice.may_ask import asked_enough, may_ask
from bot.practice.posted_scenario import posted_scenario
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer taken up for grading: the frozen text, and in `answer` the fence its result must pass."""

    answer: Answer
    revision: int
    """Whose text it is: an earlier one's, where that is graded anew."""
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
    decided: Ungraded | None = None
    """What comes of it without asking anybody."""
    until: datetime | None = None
    """When it makes sense to look again."""

    @property
    def is_earlier(self) -> bool:
        """More was written since."""
        return self.revision != self.answer.revision


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
        draft = await _draft(core, work, answer, now)
        if draft is None:
            await work.answers.change(answer, grade_due_at=None, taken_until=None)
        return draft


async def foreseen(core: Core, work: Work, answer: Answer, now: datetime) -> WaitsFor:
    """What an answer that becomes due now would wait for, as far as that is known without asking anybody."""
    draft = await _draft(core, work, answer, now)
    # The check's word comes at once, and says itself that it isn't the last.
    return WaitsFor.NOTHING if draft is None or draft.route is Route.CHECK else draft.waits_for


async def _draft(core: Core, work: Work, answer: Answer, now: datetime) -> Draft | None:
    post = await work.posts.get(answer.group, answer.post)
    found = await _text(work, answer, now) if answer.gradings < MOST_GRADINGS else None
    if post is None or found is None:
        return None
    scenario = await posted_scenario(core, work, post)
    state = await work.switch.state()
    return await _decided(core, work, Draft(answer, *found, scenario, post, route(core, state.mode)), now)


async def _text(work: Work, answer: Answer, now: datetime) -> tuple[int, str, datetime] | None:
    """What is to be graded, of which revision, and since when it stood there. None when there is nothing."""
    revision = answer.debriefed_revision
    if revision is not None and await is_graded_anew(work, answer):
        frozen = await work.texts.frozen_at(answer, revision)
        return (revision, *frozen) if frozen else None
    parts = current(answer, await work.messages.parts(answer.group, answer.id))
    text = answer_text(parts)
    if not text:
        return None
    await work.texts.freeze(answer, text, now)
    return answer.revision, text, stood_at((part.written_at, len(part.text)) for part in parts)


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
    draft = replace(draft, content_key=key, kept=kept)
    asks = kept is None and draft.route is Route.GRADER
    limited = await _limited(work, draft, now) if asks else None
    if limited is not None:
        return limited
    broke = None if kept else await refused_until(core, work, answer.group, now)
    draft = replace(draft, is_paid_for=broke is None)
    if broke is None or draft.route is Route.CHECK_BESIDE:
        return draft
    return replace(draft, waits_for=WaitsFor.BUDGET, until=min(broke, look_again))


async def _limited(work: Work, draft: Draft, now: datetime) -> Draft | None:
    """What becomes of a text that was asked about too often; None while it may be asked about."""
    match await may_ask(work, draft.post, draft.answer, now):
        case Asking.NO_MORE:
            return replace(draft, decided=asked_enough(draft.scenario))
        case Asking.AT_DEADLINE:
            until = min(draft.post.deadline_at, now + LOOK_AGAIN)
            return replace(draft, waits_for=WaitsFor.DEADLINE, until=until)
        case Asking.NOW:
            return None
