"""Text as Postgres takes it: it refuses two things that a chat can deliver, and the message with them."""

import re

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def storable(text: str) -> str:
    """Without NUL characters, and with U+FFFD for each half of a surrogate pair."""
    return _LONE_SURROGATE.sub("\ufffd", text.replace("\x00", ""))
