"""Text as a database and a wire can keep it."""

import re

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""Half a character, or none at all: no honest text holds them."""
LOST = "\ufffd"


def storable(text: str) -> str:
    return UNSTORABLE.sub(LOST, text)
