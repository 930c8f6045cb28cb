"""Forgets a person: in every row at once, on the platform next, and outside of the database for good."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.cards import Note
from bot.domain.forgetting import ForgottenAccount, mark_of
from bot.domain.group import Role
from bot.domain.ids import GroupId, PersonId
from bot.ports import Nudge
from bot.practice.core import Core
from bot.practice.empty_page import empty_pages
from bot.practice.revise import revisions_owed
from bot.practice.tell_list import tell_list
from bot.store.work import Work

AGAIN_AFTER = timedelta(minutes=2)
"""Longer than any transaction lasts, and than any call to a platform."""

FORGOTTEN = (
    "I have forgotten you: your name, your accounts, your answers and rounds, what was said about them, and "
    "your places on boards. Cards of mine that show your words to others are changed within minutes. "
    "What you wrote in a channel stays there until you delete it, and so does what I wrote to you alone. "
    "If you answer again, you start as somebody new."
)
TAKEN_OVER = "A member who has answered there can take it over by `/debrief-admin setup`."


async def forget_person(core: Core, person: PersonId) -> Note:
    """Everything, in one transaction. Doing it again changes nothing."""
    async with core.store.work() as work:
        alone = await organised_alone(work, person)
        reached = await work.people.accounts(person)
        await forget_within(core, work, person, listed=False)
    await tell_list(core)
    await empty_pages(core, reached)
    left_alone = [f"“{name}” has no organiser any more. {TAKEN_OVER}" for name in alone]
    return Note(" ".join([FORGOTTEN, *left_alone]))


async def forget_within(core: Core, work: Work, person: PersonId, *, listed: bool) -> None:
    """In the caller's transaction. `listed`: the list outside has the accounts already."""
    now = core.clock.now()
    groups = await work.people.groups_of(person)
    # Of linked accounts whoever they were before has rows as well.
    whole = await work.links.whole(person)
    await work.links.hold(*whole)
    if not listed:
        reached = [one for self_ in whole for one in await work.people.accounts(self_)]
        accounts = dict.fromkeys(one.account for one in reached)
        await work.forgetting.owe([ForgottenAccount(mark_of(account), now) for account in accounts])
    for self_ in whole:
        await _blank(core, work, self_)
        await work.forgetting.again(self_, now + AGAIN_AFTER)
    await _note(core, work, groups)


async def forget_again(core: Core) -> int:
    """Go over the rows of persons who were forgotten a while ago, once each; returns how many.

    Whoever was in the middle of something when it happened has written it down by now.
    """
    found = 0
    while True:
        now = core.clock.now()
        async with core.store.work() as work:
            person = await work.forgetting.next_due(now)
            if person is None:
                return found
            await _blank(core, work, person)
            done = await work.forgetting.let_go(person)
            await work.forgetting.again(person, None if done else now + AGAIN_AFTER)
        found += 1


async def _blank(core: Core, work: Work, person: PersonId) -> None:
    now = core.clock.now()
    revisions = await revisions_owed(work, person, now)
    await work.forgetting.blank(person)
    owed = await work.deliveries.owe(revisions, now + core.timings.lease)
    await work.nudge(Nudge.SEND_DELIVERY, *owed)


async def _note(core: Core, work: Work, groups: Sequence[GroupId]) -> None:
    """With the day alone: the moment stands in the list outside, and would tell which account it was."""
    day = core.clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    for group in groups:
        await work.audit.note(group, None, "member forgotten", day)


async def organised_alone(work: Work, person: PersonId) -> list[str]:
    """The names of the groups that would lose their only organiser."""
    names = []
    for group in await work.people.groups_of(person):
        organisers = await work.people.members(group, role=Role.ORGANISER)
        if [organiser.person for organiser in organisers] == [person]:
            names.append((await work.groups.get(group)).name)
    return names
