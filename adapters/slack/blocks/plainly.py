"""A message's blocks in plain words, in their order: what a notification and a screen reader say."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from adapters.slack.blocks.rich import Kind
from adapters.slack.blocks.values import Block
from adapters.slack.blocks.wording import CUT, unformatted

MOST = 3_500
_MARKS = re.compile("^([●○]{3,4}) ", re.MULTILINE)
_BROKEN = re.compile("&[a-z]{0,2}$")
_MORE = f"{CUT} Open the message to read the rest."


def in_words(blocks: Sequence[Block], otherwise: str, gist: str = "") -> str:
    """The gist and the blocks' words, without a title that it holds; others when there are none."""
    said = unformatted(gist)
    for words in (words for block in blocks if not _told(block, gist) for words in _words(block)):
        joined = f"{said}\n{words}" if said else words
        if len(joined) > MOST:
            return f"{said or _BROKEN.sub('', words[: MOST // 2])}\n{_MORE}"
        said = joined
    return said or unformatted(otherwise)


def _told(block: Block, gist: str) -> bool:
    if block["type"] not in {"header", "context"} or not gist:
        return False
    texts = [block["text"]] if block["type"] == "header" else block["elements"]
    parts = (part for text in texts for part in _unescaped(text["text"]).split(" · "))
    return all(part.casefold() in gist.casefold() for part in parts)


def _words(block: Block) -> Iterator[str]:
    match block["type"]:
        case "header" | "section":
            yield _text(block["text"])
        case "context":
            yield from map(_counted, map(_text, block["elements"]))
        case "rich_text":
            yield from map(_rich, block["elements"])


def _text(it: Mapping[str, str]) -> str:
    """Escaped already; only our own lines are parsed."""
    return it["text"] if it["type"] == "mrkdwn" else unformatted(_unescaped(it["text"]))


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _rich(part: Mapping[str, Any]) -> str:
    if part["type"] == Kind.BULLET:
        return "\n".join(f"- {_rich(line)}" for line in part["elements"])
    words = "".join(run["text"] for run in part["elements"] if run["type"] == "text")
    if part["type"] == Kind.QUOTE:
        return unformatted(f"You said “{words}”")
    return _counted(unformatted(words.lstrip(" ")))


def _counted(words: str) -> str:
    """Four circles are four words to whoever hears them."""
    return _MARKS.sub(lambda found: f"{found[1].count('●')} of {len(found[1])} ", words)
