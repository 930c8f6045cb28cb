"""Texts made fit for Discord: nothing in them can mention, format, hide or turn the line.

A backslash makes any sign mean itself there, so what is escaped reads as it was typed.
"""

import re
from unicodedata import bidirectional

CUT = "…"
LONGEST_LINK = 400
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_PICTURES = 0x2400
_DELETE = 0x7F
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_RIGHT_TO_LEFT = {"R", "AL", "AN"}
_LINK = re.compile(
    rf"(https?://[^\s<>\\*~|`]{{1,{LONGEST_LINK}}}(?<![.,:;!?)\]'\"_]))(?=[.,:;!?)\]'\"_]*(?:\s|\Z))"
)
_OWN_SITES = re.compile(r"(?i)discord(?:app)?\.(?=(?:com|gg|gift|new|media|net)\b)|dsc\.(?=gg\b)")
"""Discord turns these into invitations and the like by itself, wherever they stand."""
_MEANS_SOMETHING = re.compile(
    r"[\\*_`\[\]<]"  # formatting, links, and all that stands in angle brackets
    r"|[~|](?=[~|])|(?<=[~|])[~|]|\A[~|]|[~|]\Z"  # two together strike out or hide
    r"|@(?=(?i:everyone|here))"
    r"|:(?=[\w+-]+:)|:(?=//)"  # emoji by name, and links
)
_LINE_BEGINS = re.compile(r"(?m)^([^\S\n]*)([-+>#])|^([^\S\n]*\d+)(\.)")


def shown(text: str) -> str:
    """The text with its control characters made visible, and without those that turn the line round."""
    return _UNFIT.sub(_visible, _TURNING.sub("", _LINE_ENDS.sub("\n", text)))


def one_line(text: str) -> str:
    return " ".join(shown(text).split())


def escaped(text: str, *, begins: bool = True) -> str:
    """What is shown, for a message's content. Web addresses can be followed, and show no preview.

    `begins` when nothing stands before it on its line.
    """
    pieces = _LINK.split(text)
    return "".join(
        f"<{piece}>"
        if place % 2 and not _OWN_SITES.search(piece)
        else _literal(piece, begins=begins and not place)
        for place, piece in enumerate(pieces)
    )


def isolated(text: str) -> str:
    """What is written from right to left leaves the rest of its line alone."""
    turns = any(bidirectional(char) in _RIGHT_TO_LEFT for char in text)
    return f"{_ISOLATE}{text}{_END_ISOLATE}" if turns else text


def units(text: str) -> int:
    """Length as the strictest reader counts it, in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(text: str, most: int) -> str:
    """The text on one line, its beginning alone if it's longer; that it goes on is seen."""
    line = one_line(text)
    if units(line) <= most:
        return line
    kept = line[: most - 1]
    while units(kept) > most - 1:
        kept = kept[:-1]
    return (kept.rsplit(" ", 1)[0] or kept) + CUT


def first_words(text: str, words: int) -> str:
    """The text on one line, cut where it's much longer than so many words."""
    found = shown(text).split()
    return " ".join(found if len(found) <= words * 5 // 4 else [*found[:words], CUT])


def _literal(text: str, *, begins: bool) -> str:
    marked = _MEANS_SOMETHING.sub(r"\\\g<0>", text)
    marked = _OWN_SITES.sub(lambda found: f"{found[0][:-1]}\\.", marked)
    first, end, rest = ("", "", marked) if begins else marked.partition("\n")
    return f"{first}{end}{_LINE_BEGINS.sub(_literal_beginning, rest)}"


def _literal_beginning(found: re.Match[str]) -> str:
    before, sign = (found[1], found[2]) if found[2] else (found[3], found[4])
    return f"{before}\\{sign}"


def _visible(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < ord(" "):
        return chr(_PICTURES + code)
    return "␡" if code == _DELETE else "\ufffd"
