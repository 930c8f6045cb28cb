"""A person's ruling on a mock round: its verdict with their levels in it, told to its member."""

from dataclasses import replace
from datetime import datetime

from bot.domain.ids import PersonId
from bot.domain.review import outcome_of
from bot.errors import UserMustAct
from bot.grading.ruled import ruled
from bot.practice.reviews.office import office
from bot.practice.reviews.refusals import NO_LEVELS
from bot.practice.reviews.round_facts import RoundFacts
from bot.practice.reviews.round_told import tell_of_ruling
from bot.practice.reviews.rule_by_criterion import Ruled
from bot.practice.reviews.rule_form import Ruling, levels_of
from bot.store.reviews import Said
from bot.store.work import Work


async def rule_on_round(
    work: Work, facts: RoundFacts, ruling: Ruling, by: PersonId | None, now: datetime
) -> Ruled:
    """The round is locked. All that is told of it is made from rows, so nothing else has to be changed."""
    case, shown = facts.case, facts.shown
    await office(work, case, by, now)
    # Most of it stays the grader's: its scale, and the caution about it, are the grader's too.
    source = replace(shown.provenance, raw_reply="")
    graded = ruled(facts.scenario, shown, ruling.said, source)
    if graded is None:
        raise UserMustAct(NO_LEVELS)
    outcomes = {review.id: outcome_of(review, shown, graded, own_words=False) for review in case.reviews}
    await work.reviews.settle(case.group, outcomes, Said(by, now, ruling.because, levels_of(ruling)))
    await work.rounds.note_ruled(facts.round, facts.turn, graded)
    await tell_of_ruling(work, facts.round, now)
    # Neither whose round it was nor why: a round is private, and everybody who organises reads the log.
    came_to = ", ".join(sorted({str(outcome) for outcome in outcomes.values()}))
    await work.audit.note(case.group, by, "round ruled on", now, outcome=came_to)
    return Ruled(graded, tuple(outcomes.values()), told=True, at=now)
