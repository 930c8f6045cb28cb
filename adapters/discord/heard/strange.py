"""Payloads that aren't as Discord describes them."""

from collections.abc import Iterator
from contextlib import contextmanager

from adapters.chats.readings import UNREADABLE


class StrangeError(Exception):
    """It can't be read. What stands in it is not said: that may be a member's words."""


@contextmanager
def as_described() -> Iterator[None]:
    """Nothing of ours but the reading belongs into it: a bug elsewhere would be taken for Discord's."""
    try:
        yield
    except UNREADABLE as trouble:
        raise StrangeError(type(trouble).__name__) from None
