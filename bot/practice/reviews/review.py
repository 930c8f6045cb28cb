"""What a reader of cases sees and does: the queue, the next case, the form of a ruling, the ruling itself."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.card_parts import Button, Section
from bot.domain.cards import Card, Note, SheetCard
from bot.domain.forms import FieldForm
from bot.domain.happenings import Action, ButtonPressed, FieldsSent
from bot.domain.ids import GroupId, PersonId, ReviewId
from bot.domain.review import MayRule
from bot.errors import UserMustAct
from bot.practice.core import Core
from bot.practice.named_post import LARGEST_ID, LONGEST_ID, named_post
from bot.practice.reviews.case_card import case_sections
from bot.practice.reviews.closed_case import SOMEBODY_ELSE, before_it_opens
from bot.practice.reviews.facts import AnswerFacts, CaseFacts
from bot.practice.reviews.office import BY_PEER
from bot.practice.reviews.queue import Queue, may_rule, queue_for
from bot.practice.reviews.refusals import GONE, LATER, NOT_HERE, NOT_YOURS
from bot.practice.reviews.rule_by_criterion import Ruled
from bot.practice.reviews.rule_form import read_ruling, rule_form
from bot.practice.reviews.rulings import case_named, facts_of, locked_facts, rule
from bot.practice.reviews.waiting_lines import counted, waiting_lines
from bot.practice.rule_on_answer import BY, OWN_ANSWER
from bot.store.work import Work

_Act = Callable[[Work, GroupId, PersonId, str, datetime], Awaitable[Card]]
NOBODYS = ReviewId(0)
NOTHING_WAITS = "Nothing waits for you. Appeals and doubtful grades come here by themselves."
BLIND = "The author's name isn't shown to you, and yours isn't told to them."
REFUSALS = {MayRule.OWN: OWN_ANSWER, MayRule.LATER: LATER, MayRule.NO: NOT_YOURS}


@dataclass(frozen=True, slots=True)
class _Named:
    """What a button or a form of a case names, any of it forged or missing.

    `post/review/grade`; of a round, `group/review/` and how often it was ruled on.
    """

    review: ReviewId
    seen: int

    @classmethod
    def read(cls, subject: str) -> "_Named":
        _, review, seen, *_ = [*subject.split("/"), "", ""]
        return cls(ReviewId(_number(review)), _number(seen))


def _number(text: str) -> int:
    digits = text.isdecimal() and text.isascii() and len(text) <= LONGEST_ID
    return int(text) if digits and int(text) < LARGEST_ID else 0


async def press_review(work: Work, group: GroupId, person: PersonId, subject: str, now: datetime) -> Card:
    """The next case, behind the one that the button stood on."""
    queue = await queue_for(work, group, person, now)
    return await review_card(work, queue, now, after=_Named.read(subject).review)


async def press_rule(
    work: Work, group: GroupId, person: PersonId, subject: str, now: datetime
) -> FieldForm | Note:
    """The form of a ruling on what the reader has before them."""
    case = await case_named(work, group, _Named.read(subject).review)
    if case is None:
        return Note(GONE)
    may, organises = await may_rule(work, case, person, now)
    if may is not MayRule.YES:
        return Note(REFUSALS[may])
    facts = await facts_of(work, case)
    return rule_form(facts, BY if organises else BY_PEER) if facts else Note(GONE)


async def press_open(
    work: Work, group: GroupId, person: PersonId, subject: str, now: datetime
) -> SheetCard | Note:
    """The case on which the button stood, by somebody who was told what they give up."""
    queue = await queue_for(work, group, person, now)
    named = _Named.read(subject).review
    case = next((one for one in queue.ready if one.id == named), None)
    facts = await facts_of(work, case) if case else None
    if facts is None:
        return Note(GONE)
    return SheetCard("Review", case_sections(facts), BLIND, _buttons(facts, queue))


_IN_GROUP: dict[Action, _Act] = {
    Action.REVIEW_IN_GROUP: press_review,
    Action.OPEN_ROUND: press_open,
    Action.RULE_ON_ROUND: press_rule,
}


async def press_in_group(core: Core, pressed: ButtonPressed) -> Card:
    """The buttons where the subject begins with the group, for a case that belongs to no post."""
    now = core.clock.now()
    act = _IN_GROUP[pressed.action]
    async with core.store.work() as work:
        person = await work.people.known(pressed.account)
        group = _group_in(pressed.subject)
        if person is None or group is None or await work.people.member(group, person) is None:
            return Note(NOT_HERE)
        return await act(work, group, person, pressed.subject, now)


async def ruling_sent(core: Core, sent: FieldsSent) -> Card:
    """Rule. What lacks something comes back with all that was typed; Stale when somebody was quicker."""
    now, named = core.clock.now(), _Named.read(sent.subject)
    async with core.store.work() as work:
        group = await _group_of(work, sent)
        person = await work.people.known(sent.account)
        if group is None or person is None:
            raise UserMustAct(GONE)
        facts = await locked_facts(work, group, named.review, named.seen)
        try:
            ruling = read_ruling(facts, sent.values)
        except UserMustAct as lacking:
            form = await press_rule(work, group, person, sent.subject, now)
            return form if isinstance(form, Note) else form.again(sent.values, lacking.message)
        ruled = await rule(work, facts, ruling, person, now)
        queue = await queue_for(work, group, person, now)
        left = f" {counted(queue.ready)} more." if queue.ready else " Nothing else waits for you."
        more = (Button(Action.REVIEW_IN_GROUP, "Read the next one", str(group)),) if queue.ready else ()
        return Note(f"{_came_to(facts, ruled)}{left}", more)


def _group_in(subject: str) -> GroupId | None:
    number = _number(subject.partition("/")[0])
    return GroupId(number) if number else None


async def _group_of(work: Work, sent: FieldsSent) -> GroupId | None:
    if sent.action is Action.RULE_ON_ROUND:
        return _group_in(sent.subject)
    post = await named_post(work, sent.source, sent.subject.partition("/")[0])
    return post.group if post else None


def _came_to(facts: CaseFacts, ruled: Ruled) -> str:
    says = f"Ruled: “{ruled.graded.band}”."
    if facts.is_blind and facts.shown is not None:
        says = f"{says} The grader had said “{facts.shown.band}”."
    if not isinstance(facts, AnswerFacts):
        return f"{says} The author is told, with your reason, and their packet is corrected."
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
    lines = tuple(waiting_lines(queue, now))
    waiting = (Section("Waiting", lines),) if lines else ()
    if facts is None or case is None:
        return SheetCard("Review", (*waiting, *beside), NOTHING_WAITS)
    if queue.spoils(case):
        closed = before_it_opens(facts.scenario)
        return SheetCard("Review", (*waiting, closed, *beside), SOMEBODY_ELSE, _to_open(facts, queue))
    return SheetCard("Review", (*waiting, *case_sections(facts), *beside), BLIND, _buttons(facts, queue))


def _to_open(facts: CaseFacts, queue: Queue) -> tuple[Button, ...]:
    """In the place of Rule, which needs the case to be read."""
    _, *another = _buttons(facts, queue)
    return (Button(Action.OPEN_ROUND, "Open it", f"{facts.case.group}/{facts.case.id}"), *another)


def _buttons(facts: CaseFacts, queue: Queue) -> tuple[Button, ...]:
    of_answer = isinstance(facts, AnswerFacts)
    subject = f"{facts.post.id if isinstance(facts, AnswerFacts) else facts.case.group}/{facts.case.id}"
    rule_on, another = (
        (Action.RULE, Action.REVIEW) if of_answer else (Action.RULE_ON_ROUND, Action.REVIEW_IN_GROUP)
    )
    buttons = (Button(rule_on, "Rule", f"{subject}/{facts.seen}"), Button(another, "Another", subject))
    return buttons if len(queue.ready) > 1 else buttons[:1]
