"""Whether this process speaks a platform. What it can't send it leaves, untouched, for one that can."""

from bot.ports import ChatPlatform
from bot.practice.core import Core


class SpokenElsewhereError(Exception):
    """Raised in the transaction that took a row up: undone, the row stays as it was."""


def spoken_here(core: Core, platform: str) -> ChatPlatform:
    """The platform of this name. Raises SpokenElsewhereError when only other processes speak it."""
    found = core.platforms.get(platform)
    if found is None:
        raise SpokenElsewhereError
    return found
