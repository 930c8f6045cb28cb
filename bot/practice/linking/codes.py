"""Codes: made for one account, typed by another, and no use to whoever guesses."""

import secrets
from datetime import datetime

from bot.domain.ids import GroupId, PersonId
from bot.domain.linking import (
    LASTS,
    LENGTH,
    LETTERS,
    MOST_CODES,
    MOST_WRONG,
    TRIES_WITHIN,
    CodeKind,
    mark_of_code,
    read_code,
)
from bot.practice.linking.words import OPENS_NOTHING, TOO_OFTEN
from bot.store.link_codes import Code, NewCode
from bot.store.work import Work


async def make_code(
    work: Work, kind: CodeKind, person: PersonId, now: datetime, group: GroupId | None = None
) -> str | None:
    """A new one, shown once; None when there were too many. Whoever makes codes is held."""
    if await work.link_codes.made(person, now - TRIES_WITHIN) >= MOST_CODES:
        return None
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    await work.link_codes.make(NewCode(mark_of_code(kind, code), kind, person, group, now + LASTS), now)
    return code


async def open_code(work: Work, kind: CodeKind, person: PersonId, typed: str, now: datetime) -> Code | str:
    """What a typed code stands for, or why nothing. Whoever types is held, and a wrong one is counted.

    Nothing is raised: that would take the count back.
    """
    if await work.link_codes.wrong(person, now - TRIES_WITHIN) >= MOST_WRONG:
        return TOO_OFTEN
    code = read_code(typed)
    found = await work.link_codes.found(mark_of_code(kind, code), person, now) if code else None
    if found is None:
        await work.link_codes.note_wrong(person, now)
        return OPENS_NOTHING
    return found
