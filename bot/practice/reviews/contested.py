"""What of a mock round may be appealed: a verdict that its member has been shown, for a week."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.card_parts import Button
from bot.domain.forms import Choice
from bot.domain.grade import Graded
from bot.domain.happenings import Action
from bot.domain.loop_states import LoopState
from bot.domain.review import APPEAL_WITHIN
from bot.domain.round import ENDED, Round
from bot.domain.scenario import Scenario
from bot.errors import UserMustAct
from bot.practice.reviews.appeal_form import NOTHING_LEFT, appealable
from bot.practice.reviews.round_facts import verdict_of
from bot.store.work import Work

NOT_YET = (
    "That round has no verdict that you were shown: it is going on, or its packet, or that of its loop, is "
    "on its way. Nothing was changed."
)
NO_WORDS = "Nothing that you said in that round is left, so nobody could rule on it. Nothing was changed."
TOO_LATE = (
    f"An appeal has to come within {APPEAL_WITHIN.days} days of the packet, and they are over. "
    "Nothing was changed."
)


@dataclass(frozen=True, slots=True)
class Contested:
    scenario: Scenario
    choices: tuple[Choice, ...]


async def contested(work: Work, it: Round, now: datetime) -> Contested:
    """Raises UserMustAct when there is nothing to appeal, or not now."""
    shown_at = await _shown_at(work, it)
    if shown_at is None:
        raise UserMustAct(NOT_YET)
    if now > shown_at + APPEAL_WITHIN:
        raise UserMustAct(TOO_LATE)
    if not await work.round_messages.said(it):
        raise UserMustAct(NO_WORDS)
    scenario = await work.posts.scenario(it.scenario_hash)
    choices = await choices_in(work, it, scenario)
    if not choices:
        raise UserMustAct(NOTHING_LEFT)
    return Contested(scenario, choices)


async def choices_in(work: Work, it: Round, scenario: Scenario) -> tuple[Choice, ...]:
    """Whatever the day. None for a round without a verdict."""
    verdict = verdict_of(await work.rounds.turns(it))
    if verdict is None or not isinstance(verdict.stands, Graded):
        return ()
    return appealable(scenario, verdict.stands, await work.round_reviews.of_round(it.group, it.id))


async def appeal_button(
    work: Work, it: Round, shown_at: datetime, now: datetime | None, label: str = "Appeal"
) -> tuple[Button, ...]:
    """For the packet that shows its verdict; with no moment it's new. Empty when there is nothing."""
    if now is not None and now > shown_at + APPEAL_WITHIN:
        return ()
    choices = await choices_in(work, it, await work.posts.scenario(it.scenario_hash))
    return (Button(Action.APPEAL_ROUND, label, str(it.id)),) if choices else ()


async def _shown_at(work: Work, it: Round) -> datetime | None:
    """When its verdict was shown: in its own packet, or in that of the loop's committee."""
    if it.state not in ENDED:
        return None
    if it.loop is None:
        return it.entered_at
    loop = await work.loops.get(it.group, it.loop)
    return loop.entered_at if loop and loop.state is LoopState.CONCLUDED else None
