"""Any case, of an answer or of a round: found, locked, read whole, and ruled on."""

from datetime import datetime

from bot.domain.ids import GroupId, PersonId, ReviewId
from bot.domain.review import Case, RoundCase
from bot.errors import Stale
from bot.practice.reviews.facts import AnswerFacts, answer_facts
from bot.practice.reviews.refusals import CHANGED, GONE
from bot.practice.reviews.round_facts import RoundFacts, round_facts
from bot.practice.reviews.rule_by_criterion import Ruled, rule_by_criterion
from bot.practice.reviews.rule_form import Ruling
from bot.practice.reviews.rule_on_round import rule_on_round
from bot.store.work import Work

AnyFacts = AnswerFacts | RoundFacts


async def case_named(work: Work, group: GroupId, review: ReviewId) -> Case | RoundCase | None:
    """The open case that a review belongs to."""
    return await work.reviews.case(group, review) or await work.round_reviews.case(group, review)


async def facts_of(work: Work, case: Case | RoundCase) -> AnyFacts | None:
    """None when there is nothing to rule on any more."""
    return await (round_facts(work, case) if isinstance(case, RoundCase) else answer_facts(work, case))


async def locked_facts(work: Work, group: GroupId, review: ReviewId, seen: int) -> AnyFacts:
    """The case as it stands, with its words locked. Raises Stale when it's closed or isn't what was seen."""
    case = await case_named(work, group, review)
    if isinstance(case, RoundCase):
        await work.rounds.lock(group, case.round)
    elif case is not None:
        await work.answers.lock(group, case.answer)
    case = await case_named(work, group, review) if case else None
    facts = await facts_of(work, case) if case else None
    if facts is None:
        raise Stale(GONE)
    if facts.seen != seen:
        raise Stale(CHANGED)
    return facts


async def rule(work: Work, facts: AnyFacts, ruling: Ruling, by: PersonId | None, now: datetime) -> Ruled:
    """Let a ruling stand, in the caller's transaction. Raises UserMustAct; never waits for a grader."""
    if isinstance(facts, RoundFacts):
        return await rule_on_round(work, facts, ruling, by, now)
    return await rule_by_criterion(work, facts, ruling, by, now)
