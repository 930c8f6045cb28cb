"""In whose name direct messages are heard, on platforms where a conversation belongs to no installation.

What is done there names its group by its subject: a button's post, a form's group. Whoever is in groups of
several installations is heard in the name of the one that serves it.
"""

import re
from dataclasses import replace

from bot.domain.happenings import (
    Account,
    Action,
    ButtonPressed,
    CommandGiven,
    FieldsSent,
    FormSent,
    MessageAt,
)
from bot.domain.ids import GroupId, PostId
from bot.practice.core import Core
from bot.store.homes import Subject
from bot.store.work import Work

Asking = ButtonPressed | FormSent | FieldsSent | CommandGiven
OF_GROUPS = frozenset(
    {
        *(Action.STANDING, Action.MOCK, Action.BOARD, Action.STREAK, Action.ASK, Action.SET_UP),
        *(Action.STORY, Action.DROP_STORY),
        *(Action.REVIEW_IN_GROUP, Action.OPEN_ROUND, Action.RULE_ON_ROUND),
    }
)
"""Their subject begins with a group's number."""
OF_NEITHER = frozenset(
    {
        *(Action.END_TURN, Action.STOP_ROUND, Action.APPEAL_ROUND),
        *(Action.NEXT_ROUND, Action.END_LOOP, Action.LINK),
    }
)
"""Their subject is the presser's own, and asks for no installation. All others begin with a post's number."""
_NUMBER = re.compile("[0-9]{1,18}")


async def direct_home(core: Core, account: Account) -> str | None:
    """The installation that an account's direct messages belong to; None when it's none.

    That of the round it is in, else one that serves a group of its, else the one through which it was met.
    Whatever was written in a round is known by its installation: heard live and read later, it's the same.
    """
    async with core.store.work() as work:
        return await _home(work, account)


async def at_home(core: Core, happening: Asking) -> Asking:
    """What was done in such a conversation, with the installation that it's about; empty for a stranger."""
    source, account = happening.source, happening.account
    if not source.direct:
        return happening
    async with core.store.work() as work:
        subject = _subject(happening)
        found = await work.homes.of(account, subject) if subject else None
        found = found or await _home(work, account)
    return replace(happening, source=replace(source, installation_ref=found or ""))


async def home_of_message(core: Core, platform: str, at: MessageAt) -> str | None:
    """The same for a message that was kept in a round, whichever round that was."""
    async with core.store.work() as work:
        return await work.round_messages.home(platform, at)


async def _home(work: Work, account: Account) -> str | None:
    of_round = await _of_round(work, account)
    return of_round or await work.homes.serving(account) or await work.people.home_of(account) or None


async def _of_round(work: Work, account: Account) -> str | None:
    person = await work.people.known(account)
    live = await work.rounds.live(person) if person else None
    if live is None:
        return None
    it = await work.installations.get(live.installation)
    return it.ref if it.platform == account.platform else None


def _subject(happening: Asking) -> Subject | None:
    match happening:
        case FormSent():
            return _of_post(happening.post)
        case ButtonPressed() | FieldsSent() if happening.action in OF_NEITHER:
            return None
        case ButtonPressed() | FieldsSent() if happening.action in OF_GROUPS:
            number = happening.subject.partition("/")[0]
            return Subject(group=GroupId(int(number))) if _NUMBER.fullmatch(number) else None
        case ButtonPressed() | FieldsSent():
            return _of_post(happening.subject)
        case CommandGiven():
            return None


def _of_post(subject: str) -> Subject | None:
    """Behind the post may stand the channel in which the presser wrote."""
    number, channel, *_ = [*subject.split("/", 2), ""]
    return Subject(post=PostId(int(number)), channel_ref=channel) if _NUMBER.fullmatch(number) else None
