"""What a reader of cases sees and does: the queue, the next case, the form of a ruling, the ruling itself."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.card_parts import Button, Section
from bot.domain.cards import Card, Note, SheetCard
from bot.domain.forms import FieldForm
from bot.domain.happenings import Action, FieldsSent
from bot.domain.ids import GradeId, PersonId, ReviewId
from bot.domain.post import Post
from bot.domain.review import Case, MayRule
from bot.errors import UserMustAct
from bot.practice.core import Core
from bot.practice.named_post import LARGEST_ID, LONGEST_ID, named_post
from bot.practice.reviews.case_card import case_sections
from bot.practice.reviews.facts import CaseFacts, facts_of
from bot.practice.reviews.letters import in_days
from bot.practice.reviews.queue import Queue, may_rule, queue_for
from bot.practice.reviews.rule_by_criterion import (
    BY_PEER,
    GONE,
    LATER,
    NOT_YOURS,
    Ruled,
    locked_facts,
    rule_by_criterion,
)
from bot.practice.reviews.rule_form import read_ruling, rule_form
from bot.practice.rule_on_answer import BY, OWN_ANSWER
from bot.store.work import Work

NOBODYS = ReviewId(0)
NOTHING_WAITS = "Nothing waits for you. Appeals and doubtful grades come here by themselves."
BLIND = "The author's name isn't shown to you, and yours isn't told to them."
REFUSALS = {MayRule.OWN: OWN_ANSWER, MayRule.LATER: LATER, MayRule.NO: NOT_YOURS}


@dataclass(frozen=True, slots=True)
class _Named:
    """What a button or a form of a case names: `post/review/grade`, any of it forged or missing."""

    review: ReviewId
    seen: GradeId

    @classmethod
    def read(cls, subject: str) -> "_Named":
        _, review, seen, *_ = [*subject.split("/"), "", ""]
        return cls(ReviewId(_number(review)), GradeId(_number(seen)))


def _number(text: str) -> int:
    digits = text.isdecimal() and text.isascii() and len(text) <= LONGEST_ID
    return int(text) if digits and int(text) < LARGEST_ID else 0


async def press_review(work: Work, post: Post, person: PersonId, subject: str, now: datetime) -> Card:
    """The next case, behind the one that the button stood on."""
    queue = await queue_for(work, post.group, person, now)
    return await review_card(work, queue, now, after=_Named.read(subject).review)


async def press_rule(
    work: Work, post: Post, person: PersonId, subject: str, now: datetime
) -> FieldForm | Note:
    """The form of a ruling on what the reader has before them."""
    case = await work.reviews.case(post.group, _Named.read(subject).review)
    if case is None:
        return Note(GONE)
    may, organises = await may_rule(work, case, person, now)
    if may is not MayRule.YES:
        return Note(REFUSALS[may])
    facts = await facts_of(work, case)
    return rule_form(facts, BY if organises else BY_PEER) if facts else Note(GONE)


async def ruling_sent(core: Core, sent: FieldsSent) -> Card:
    """Rule. What lacks something comes back with all that was typed; Stale when somebody was quicker."""
    now, named = core.clock.now(), _Named.read(sent.subject)
    async with core.store.work() as work:
        post = await named_post(work, sent.source, sent.subject.partition("/")[0])
        person = await work.people.known(sent.account)
        if post is None or person is None:
            raise UserMustAct(GONE)
        facts = await locked_facts(work, post.group, named.review, named.seen)
        try:
            ruling = read_ruling(facts, sent.values)
        except UserMustAct as lacking:
            form = await press_rule(work, post, person, sent.subject, now)
            return form if isinstance(form, Note) else form.again(sent.values, lacking.message)
        ruled = await rule_by_criterion(work, facts, ruling, person, now)
        queue = await queue_for(work, post.group, person, now)
        left = f" {_count(len(queue.ready))} more." if queue.ready else " Nothing else waits for you."
        more = (Button(Action.REVIEW, "Read the next one", str(post.id)),) if queue.ready else ()
        return Note(f"{_came_to(facts, ruled)}{left}", more)


def _came_to(facts: CaseFacts, ruled: Ruled) -> str:
    says = f"Ruled: “{ruled.graded.band}”."
    if facts.is_blind and facts.shown is not None:
        says = f"{says} The grader had said “{facts.shown.band}”."
    if ruled.told:
        return f"{says} The author gets a new debrief with your reason."
    return f"{says} What the author was shown stays as it was, so they aren't troubled with it."


async def review_card(
    work: Work,
    queue: Queue,
    now: datetime,
    *,
    after: ReviewId = NOBODYS,
    beside: tuple[Section, ...] = (),
) -> Card:
    """How much waits, and the next case whole."""
    case = queue.after(after)
    facts = await facts_of(work, case) if case else None
    lines = tuple(_waiting(queue, now))
    waiting = (Section("Waiting", lines),) if lines else ()
    if facts is None:
        return SheetCard("Review", (*waiting, *beside), NOTHING_WAITS)
    return SheetCard("Review", (*waiting, *case_sections(facts), *beside), BLIND, _buttons(facts, queue))


def _waiting(queue: Queue, now: datetime) -> list[str]:
    lines = []
    if queue.ready:
        oldest = min(case.oldest for case in queue.ready)
        lines.append(f"{_count(len(queue.ready))}, the oldest for {in_days(now - oldest)}.")
    overdue = sum(1 for case in queue.ready if _is_overdue(case, now))
    if overdue:
        lines.append(f"{_count(overdue)} longer than the week that their authors were told.")
    if queue.later:
        lines.append(f"{_count(len(queue.later))} for your own debrief on its scenario, or for its deadline.")
    if queue.own:
        whose = "One of your own waits" if len(queue.own) == 1 else f"{len(queue.own)} of your own wait"
        lines.append(f"{whose} for somebody else's ruling.")
    return lines


def _is_overdue(case: Case, now: datetime) -> bool:
    return any(now >= review.overdue_at for review in case.reviews)


def _count(number: int) -> str:
    return "1 answer waits" if number == 1 else f"{number} answers wait"


def _buttons(facts: CaseFacts, queue: Queue) -> tuple[Button, ...]:
    subject = f"{facts.post.id}/{facts.case.id}"
    rule = Button(Action.RULE, "Rule", f"{subject}/{facts.seen}")
    return (rule, Button(Action.REVIEW, "Another", subject)) if len(queue.ready) > 1 else (rule,)
