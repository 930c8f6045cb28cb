"""The post that a button or a form names, if whoever names it may."""

from bot.domain.happenings import Account, Source
from bot.domain.ids import PostId
from bot.domain.post import Post
from bot.store.named import Named
from bot.store.work import Work

LONGEST_ID = 19
LARGEST_ID = 2**63
_ANYBODY = Account("", "", "")


async def named_by(work: Work, source: Source, account: Account, subject: str) -> Named | None:
    """None for a post that's unknown, or of a group that this installation doesn't serve."""
    return await work.named.by(source, account, PostId(int(subject))) if _is_id(subject) else None


async def named_post(work: Work, source: Source, subject: str) -> Post | None:
    """The same, whoever names it."""
    named = await named_by(work, source, _ANYBODY, subject)
    return named.post if named else None


def _is_id(subject: str) -> bool:
    digits = subject.isdecimal() and subject.isascii()
    return digits and len(subject) <= LONGEST_ID and int(subject) < LARGEST_ID
