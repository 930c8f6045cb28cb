"""In whose name somebody rules."""

from datetime import datetime

from bot.domain.ids import PersonId
from bot.domain.review import Case, MayRule, RoundCase
from bot.errors import UserMustAct
from bot.practice.reviews.queue import may_rule
from bot.practice.reviews.refusals import LATER, NOT_YOURS
from bot.practice.rule_on_answer import BY, OWN_ANSWER
from bot.store.work import Work

BY_PEER = "a member who answered it too"
BY_OPERATOR = "whoever runs this bot"


async def office(work: Work, case: Case | RoundCase, person: PersonId | None, now: datetime) -> str:
    """In whose name the author is told. Raises UserMustAct for somebody who may not."""
    if person is None:
        return BY_OPERATOR
    may, organises = await may_rule(work, case, person, now)
    if may is MayRule.OWN:
        raise UserMustAct(OWN_ANSWER)
    if may is not MayRule.YES:
        raise UserMustAct(LATER if may is MayRule.LATER else NOT_YOURS)
    return BY if organises else BY_PEER
