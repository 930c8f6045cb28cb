"""Texts made fit for Slack: nothing in them can mention, link, format, hide or turn the line."""

import re
from unicodedata import bidirectional

CUT = "…"
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_PICTURES = 0x2400
_DELETE = 0x7F
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TOKEN = re.compile("<(?=[!@#])")
_CALL = re.compile("@(?=channel|here|everyone)", re.IGNORECASE)
_FORMATTING = re.compile("[*_~`]")
_JOINER = "\u2060"
_NO_SPACE = "\u200b"
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_RIGHT_TO_LEFT = {"R", "AL", "AN"}


def shown(text: str) -> str:
    """The text with its control characters made visible, and without those that turn the line round."""
    return _UNFIT.sub(_visible, _TURNING.sub("", _LINE_ENDS.sub("\n", text)))


def one_line(text: str) -> str:
    return " ".join(shown(text).split())


def literal(text: str) -> str:
    """For rich text, which is said not to be parsed: were it parsed all the same, no mention could form."""
    return _TOKEN.sub("<" + _JOINER, shown(text))


def escaped(text: str) -> str:
    """For text objects: none of Slack's tokens can form."""
    return shown(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unformatted(text: str) -> str:
    """For a message's own text, which is mrkdwn: escaped, and what would format or call is broken up."""
    harmless = _FORMATTING.sub(lambda found: found[0] + _NO_SPACE, escaped(text))
    return _CALL.sub("@" + _JOINER, harmless)


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
    if units(escaped(line)) <= most:
        return line
    kept = ""
    for char in line:
        if units(escaped(kept + char)) > most - 1:
            break
        kept += char
    return (kept.rsplit(" ", 1)[0] or kept) + CUT


def first_words(text: str, words: int) -> str:
    """The text on one line, cut where it's much longer than so many words."""
    found = shown(text).split()
    return " ".join(found if len(found) <= words * 5 // 4 else [*found[:words], CUT])


def _visible(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < ord(" "):
        return chr(_PICTURES + code)
    return "␡" if code == _DELETE else "\ufffd"
