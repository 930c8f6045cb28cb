"""`/debrief link` and `/debrief unlink`: who may, what is asked first, and what is said."""

import re
from datetime import datetime

from bot.domain.cards import Card, Note
from bot.domain.happenings import Account, ButtonPressed
from bot.domain.ids import PersonId
from bot.domain.linking import LINKS_WITHIN, MOST_LINKS, CodeKind
from bot.practice.core import Core
from bot.practice.linking import words
from bot.practice.linking.codes import make_code, open_code
from bot.practice.linking.join import join, part
from bot.store.link_codes import Code
from bot.store.links import Self
from bot.store.work import Work

_NUMBER = re.compile("[0-9]{1,18}")


async def give_code(core: Core, account: Account, installation_ref: str) -> Card:
    """For the account that keeps its name; whoever asks is known from now on."""
    now = core.clock.now()
    async with core.store.work() as work:
        person = await work.people.recognise(account, installation_ref, now)
        await work.links.hold(person)
        if await work.links.of(person):
            return words.linked_already(await _other(work, person, account))
        made = await make_code(work, CodeKind.PERSON, person, now)
        return words.code(made) if made else Note(words.TOO_MANY_CODES)


async def use_code(core: Core, account: Account, installation_ref: str, typed: str) -> Card:
    """Link at once, or ask first where whoever types has something to give."""
    now = core.clock.now()
    async with core.store.work() as work:
        person = await work.people.recognise(account, installation_ref, now)
        await work.links.hold(person)
        if await work.links.of(person):
            return words.linked_already(await _other(work, person, account))
        code = await open_code(work, CodeKind.PERSON, person, typed, now)
        if isinstance(code, str):
            return Note(code)
        refusal = await _refused(work, code, person, now)
        if refusal:
            return Note(refusal)
        await work.link_codes.claim(code, person)
        holder = (await work.links.selves(code.person))[0]
        # Whoever has something here is asked: it opens to the other account, whoever's code that is.
        if await work.people.groups_of(person) or await work.links.has_answered(person):
            return words.confirm(code.id, holder)
    return await _link(core, account, code.id)


async def press_link(core: Core, pressed: ButtonPressed) -> Card:
    """The button below the question: good for whoever typed the code, and for nobody else."""
    number = int(pressed.subject) if _NUMBER.fullmatch(pressed.subject) else 0
    return await _link(core, pressed.account, number)


async def _link(core: Core, account: Account, code_id: int) -> Card:
    now = core.clock.now()
    async with core.store.work() as work:
        person = await work.people.known(account)
        code = await work.link_codes.claimed(code_id, person, now) if person else None
        if person is None or code is None:
            return words.GONE
        await work.links.hold(person, code.person)
        if await work.link_codes.claimed(code_id, person, now) is None:
            return words.GONE
        refusal = await _refused(work, code, person, now)
        if refusal:
            return Note(refusal)
        holder = (await work.links.selves(code.person))[0]
        both = await join(core, work, code.person, person)
        await work.link_codes.spend(code, now)
        return words.linked(holder, both)


async def _refused(work: Work, code: Code, person: PersonId, now: datetime) -> str:  # noqa: PLR0911  a reason each
    """Why these two can't be one; empty when they can."""
    if code.person == person:
        return words.YOUR_OWN
    if await work.links.of(person) or await work.links.of(code.person):
        return words.TAKEN
    theirs, mine = await work.links.selves(code.person), await work.links.selves(person)
    if len(theirs) != 1 or len(mine) != 1:
        return words.OPENS_NOTHING  # somebody was forgotten meanwhile
    if theirs[0].account.platform == mine[0].account.platform:
        return words.SAME_CHAT.format(platform=words.platform_of(mine[0].account.platform))
    if await _rehearses(work, person) or await _rehearses(work, code.person):
        return words.IN_A_ROUND.format(command="link")
    if await work.links.begun([person, code.person], now - LINKS_WITHIN) >= MOST_LINKS:
        return words.TOO_MANY_LINKS
    return ""


async def _rehearses(work: Work, person: PersonId) -> bool:
    """A round or a loop goes on with the account that began it, and with no other."""
    return bool(await work.rounds.live(person) or await work.loops.open(person))


async def unlink(core: Core, account: Account) -> Card:
    """From either account."""
    async with core.store.work() as work:
        person = await work.people.known(account)
        link = await work.links.of(person) if person else None
        if link is None:
            return Note(words.NOT_LINKED)
        await work.links.hold(link.person, link.other)
        if await work.links.named(link.id, link.person) is None:
            return Note(words.NOT_LINKED)
        if await _rehearses(work, link.person):
            return Note(words.IN_A_ROUND.format(command="unlink"))
        if all(one.own != link.other for one in await work.links.selves(link.person)):
            # Its workspace was given up: what it had would be nobody's.
            await work.links.end(link, core.clock.now())
            return words.UNLINKED_ALONE
        await part(core, work, link)
        return words.UNLINKED


async def _other(work: Work, person: PersonId, account: Account) -> Self | None:
    selves = await work.links.selves(person)
    return next((one for one in selves if one.account.platform != account.platform), None)
