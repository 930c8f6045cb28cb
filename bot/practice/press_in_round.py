"""The buttons of a mock round."""

import re
from datetime import datetime

from bot.domain.cards import Card
from bot.domain.happenings import Action, ButtonPressed
from bot.domain.interview import clarified
from bot.domain.round import LIVE, Ending, Event, Round, RoundId, State
from bot.practice.core import Core
from bot.practice.loops import words as loop_words
from bot.practice.loops.move import was_shown
from bot.practice.rounds import words
from bot.practice.rounds.exchanges import exchanges
from bot.practice.rounds.move import Step, close, end_turn
from bot.practice.rounds.packet import latest, packet_card
from bot.store.work import Work

_SUBJECT = re.compile("(?P<round>[0-9]{1,18})(?:/(?P<turn>[0-9]{1,4}))?")


async def press_in_round(core: Core, pressed: ButtonPressed) -> Card:
    """End the turn or the round that the button stands in, if it's the presser's own."""
    named = _SUBJECT.fullmatch(pressed.subject)
    if named is None:
        return words.GONE
    async with core.store.work() as work:
        person = await work.people.known(pressed.account)
        it = await work.rounds.named(RoundId(int(named["round"])), person) if person else None
        if it is None:
            return words.GONE
        if it.state not in LIVE:
            return await _ended(work, it, core.clock.now())
        step = Step(core, work, it, core.clock.now())
        if pressed.action is Action.STOP_ROUND:
            return await _stopped(step)
        return await _done(step, int(named["turn"] or 0))


async def _stopped(step: Step) -> Card:
    in_loop = step.round.loop is not None
    if await close(step, Ending.STOPPED) is not State.OVER:
        return loop_words.ROUND_STOPPED if in_loop else words.STOPPED
    missed = in_loop and await was_shown(step.work, step.round)
    return loop_words.ROUND_MISSED if missed else words.STOPPED_EMPTY


async def _done(step: Step, turn: int) -> Card:
    if turn != step.round.turn or step.round.state is State.CONSIDERING:
        return words.TURN_OVER
    ended = await end_turn(step)
    if ended is None:
        return words.NOTHING_YET
    if ended is Event.ENDED_LAST_TURN:
        return words.TAKEN_LAST if step.round.loop is None else loop_words.TAKEN_LAST
    scenario = await step.work.posts.scenario(step.round.scenario_hash)
    asked_back = clarified(scenario, await exchanges(step.work, step.round))
    return words.ASKED_BACK if asked_back else words.TAKEN


async def _ended(work: Work, it: Round, now: datetime) -> Card:
    if it.loop is None and it.state not in (State.OVER, State.CONCLUDED, State.UNREAD):
        return words.ON_ITS_WAY
    # A packet that closed direct messages kept from its reader waits behind these buttons.
    undelivered = it.state is State.OVER and it.loop is None and await work.round_messages.said(it)
    if undelivered and latest(await work.rounds.turns(it)) is not None:
        return await packet_card(work, it, now)
    return words.OVER
