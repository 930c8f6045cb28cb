"""The packet: what a committee would read after a round, made from rows as they stand."""

from dataclasses import replace
from datetime import datetime

from bot.domain.cards import PacketCard
from bot.domain.grade import Graded, GradeOutcome, Ungraded, UngradedReason
from bot.domain.round import MOST_LETTERS, Round, State, Turn
from bot.practice.ratings import rating_note
from bot.practice.reviews.contested import appeal_button
from bot.practice.reviews.round_notes import notes_on
from bot.practice.rounds.ended import how_it_ended, how_it_is_held
from bot.practice.rounds.exchanges import paired
from bot.practice.rounds.found import found_packet
from bot.practice.rounds.words import WAS_FULL
from bot.practice.words import FEWER
from bot.store.work import Work

NO_GRADER = (
    "No grader answers just now, so there is no verdict yet: not a bad one, none. "
    "What you said is kept; the verdict follows here, and you need do nothing."
)
TOO_SHORT = f"In the whole round you said {FEWER}: too short to say anything fair, so no verdict."
NOT_ENGLISH = (
    "The automatic check reads English only, so there is no verdict: not a bad one, none. "
    "For one, type `/debrief mock` and answer in English."
)
PRACTICE = "A mock round is practice: it gives no points and costs none."
_WHY_NONE = {
    UngradedReason.TOO_SHORT: TOO_SHORT,
    UngradedReason.UNSUPPORTED_LANGUAGE: NOT_ENGLISH,
}
VERDICT_FOLLOWS = "This is the verdict that was missing."


async def packet_card(work: Work, it: Round, now: datetime | None = None) -> PacketCard:
    """The packet over everything that was said; without a moment, as fresh as it was."""
    scenario = await work.posts.scenario(it.scenario_hash)
    turns = await work.rounds.turns(it)
    had = paired(turns, await work.round_messages.said(it))
    full = (WAS_FULL,) if await work.round_messages.letters(it) >= MOST_LETTERS else ()
    outcome = None if it.state is State.PACKING_BARE else latest(turns)
    graded = outcome if isinstance(outcome, Graded) else None
    rated = await rating_note(work, it) if graded else ""
    left = it.answered
    ended = (*how_it_ended(it, turns, had, left.given), *how_it_is_held(left, graded))
    appeals = notes_on(scenario, await work.round_reviews.of_round(it.group, it.id))
    may_appeal = graded is not None and it.loop is None
    return replace(
        found_packet(scenario, outcome, left, [turn.question for turn in turns]),
        notes=(*appeals, *full, *ended, *_notes(it, outcome), *filter(None, (rated,))),
        buttons=await appeal_button(work, it, it.entered_at, now) if may_appeal else (),
    )


def latest(turns: list[Turn]) -> GradeOutcome | None:
    """What a grader said of the most that it was shown, as people's rulings left it."""
    return next((turn.stands for turn in reversed(turns) if turn.outcome is not None), None)


def _notes(it: Round, outcome: GradeOutcome | None) -> list[str]:
    notes = []
    if it.state is State.PACKING_LATE:
        notes.append(VERDICT_FOLLOWS)
    if outcome is None:
        notes.append(NO_GRADER)
    elif isinstance(outcome, Ungraded):
        notes.append(_WHY_NONE.get(outcome.reason, outcome.detail))
    return [*notes, PRACTICE]
