"""The scenario that a post carries, as it was worded then."""

from bot.domain.post import Post
from bot.domain.scenario import Scenario
from bot.practice.core import Core
from bot.store.work import Work


async def posted_scenario(core: Core, work: Work, post: Post) -> Scenario:
    """From the library while that still says the same: reading what was stored costs much more."""
    found = core.library.version(post.scenario, post.scenario_hash)
    return found or await work.posts.scenario(post.scenario_hash)
