"""A member appeals the verdict of a mock round. Until then nobody but them has seen it."""

import re
from datetime import datetime

from bot.domain.calendar import zone_named
from bot.domain.cards import Card, Note
from bot.domain.forms import FieldForm
from bot.domain.happenings import Account, Action, ButtonPressed, FieldsSent
from bot.domain.review import RULED_WITHIN
from bot.domain.round import Round, RoundId
from bot.errors import UserMustAct
from bot.ports import Nudge
from bot.practice.core import Core
from bot.practice.next_post import dated
from bot.practice.reviews.appeal_form import (
    ABOUT,
    ALONE,
    HEAR,
    NOBODY,
    NOTHING_LEFT,
    REASON,
    appeal_form,
    trouble_with,
)
from bot.practice.reviews.case_card import named
from bot.practice.reviews.contested import Contested, contested
from bot.practice.reviews.letters import letters_about_round, peers_of_round
from bot.practice.reviews.queue import organisers_of
from bot.practice.reviews.round_told import packet_anew
from bot.store.work import Work

NOT_YOURS = "I find no such round of yours, so there is nothing to appeal. Nothing was changed."
SAYS = (
    "A mock round is private. If you appeal, whoever rules on it reads this round's questions, all that you "
    "said in it, and your reason, but not your name. One criterion an appeal; it may go either way. Your "
    "packet stays as it is until then."
)
_ID = re.compile("[0-9]{1,18}")


async def press_round_appeal(core: Core, pressed: ButtonPressed) -> Card:
    """The form, with what of this round may be appealed."""
    try:
        async with core.store.work() as work:
            it = await _own(work, pressed.account, pressed.subject)
            return _form(it, await contested(work, it, core.clock.now()))
    except UserMustAct as refused:
        return Note(refused.message)


async def round_appeal_sent(core: Core, sent: FieldsSent) -> Card:
    """Keep an appeal. Raises UserMustAct when there is none to make; a form that lacks something returns."""
    now = core.clock.now()
    async with core.store.work() as work:
        it = await _own(work, sent.account, sent.subject)
        found = await contested(work, it, now)
        about, reason = sent.values.get(ABOUT, ""), sent.values.get(REASON, "").strip()
        if trouble := trouble_with(found.choices, about, reason):
            return _form(it, found).again(sent.values, trouble)
        if not await work.round_reviews.appeal(it, about, reason, now):
            raise UserMustAct(NOTHING_LEFT)
        debts = [*await letters_about_round(work, it, now), await packet_anew(work, it, now)]
        await work.nudge(Nudge.SEND_DELIVERY, *await work.deliveries.owe(debts, now + core.timings.lease))
        what = named(found.scenario, about)
        return Note(f"Your appeal on {what} is kept. {await _what_comes(work, it, now)}")


async def _own(work: Work, account: Account, subject: str) -> Round:
    """Locked, so that a ruling and an appeal come one after the other."""
    person = await work.people.known(account)
    it = await work.rounds.named(RoundId(int(subject)), person) if person and _ID.fullmatch(subject) else None
    if it is None:
        raise UserMustAct(NOT_YOURS)
    return it


def _form(it: Round, found: Contested) -> FieldForm:
    return appeal_form(Action.APPEAL_ROUND, str(it.id), SAYS, found.choices)


async def _what_comes(work: Work, it: Round, now: datetime) -> str:
    """Who decides, and by when."""
    by = dated(now + RULED_WITHIN, zone_named(await work.people.zone_of(it.group, it.person)))
    organisers = await organisers_of(work, it.group)
    if set(organisers) - {it.person}:
        return f"An organiser reads the round without your name, and should have decided by {by}. {HEAR}"
    alone = ALONE if it.person in organisers else NOBODY
    if not await peers_of_round(work, it):
        return (
            f"{alone}, and nobody else has met this scenario, so there is nobody yet who could rule on it "
            f"but whoever runs this bot, by `debrief review`. It waits until there is. {HEAR}"
        )
    return (
        f"{alone}, so a member who knows this scenario from a debrief or a round of their own decides, "
        f"without your name. They should have decided by {by}. {HEAR}"
    )
