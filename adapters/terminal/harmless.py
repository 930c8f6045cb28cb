"""Text that a terminal may be given: nothing in it moves the cursor, turns the line or hides."""

from unicodedata import category

_KEPT = {"\n", "\t", "\u200c", "\u200d"}  # the joiners shape Persian words and family emoji
_SHOWN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_PICTURES = 0x2400
_DELETE = 0x7F


def harmless(text: str) -> str:
    """The text with every control character made visible."""
    lines = text.replace("\r\n", "\n").expandtabs(4)
    return "".join(_shown(char) if _is_hostile(char) else char for char in lines)


def _is_hostile(char: str) -> bool:
    return char not in _KEPT and category(char) in _SHOWN


def _shown(char: str) -> str:
    code = ord(char)
    if code < ord(" "):
        return chr(_PICTURES + code)
    return "␡" if code == _DELETE else f"[U+{code:04X}]"
