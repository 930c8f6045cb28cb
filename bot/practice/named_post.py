"""The post that a button or a form names, if whoever names it may."""

from bot.domain.happenings import Source
from bot.domain.ids import PostId
from bot.domain.post import Post
from bot.store.work import Work

LONGEST_ID = 19
LARGEST_ID = 2**63


async def named_post(work: Work, source: Source, subject: str) -> Post | None:
    """None for a post that's unknown, or of a group that this installation doesn't serve."""
    if not _is_id(subject):
        return None
    post = await work.posts.named(PostId(int(subject)))
    installation = await work.groups.installation(source.platform, source.installation_ref)
    if post is None or installation is None:
        return None
    return post if await work.groups.served_by(post.group, installation) else None


def _is_id(subject: str) -> bool:
    digits = subject.isdecimal() and subject.isascii()
    return digits and len(subject) <= LONGEST_ID and int(subject) < LARGEST_ID
