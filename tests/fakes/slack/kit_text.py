"""Text objects, and what may stand in rich text."""

from typing import Any

from tests.fakes.slack.kit_rules import Check, by_type, flag, items, number, one_of, shape, string

MOST_IN_RICH_TEXT = 3000
IDS = string(64, 1)


def plain(most: int) -> Check:
    return shape({"type": one_of("plain_text"), "text": string(most, 1)}, {"emoji": flag})


def mrkdwn(most: int) -> Check:
    return shape({"type": one_of("mrkdwn"), "text": string(most, 1)}, {"verbatim": flag})


def either(most: int) -> Check:
    return by_type({"plain_text": plain(most), "mrkdwn": mrkdwn(most)})


_STYLE = shape({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline"), flag))
_STYLE_OF_NAMES = shape(
    {}, dict.fromkeys(("bold", "italic", "strike", "highlight", "client_highlight", "unlink"), flag)
)


def _kind(name: str) -> dict[str, Check]:
    return {"type": one_of(name)}


_INLINE: dict[str, Check] = {
    "text": shape(_kind("text") | {"text": string(MOST_IN_RICH_TEXT, 1)}, {"style": _STYLE}),
    "emoji": shape(_kind("emoji") | {"name": string(100, 1)}, {"unicode": string(64), "style": _STYLE}),
    "link": shape(
        _kind("link") | {"url": string(3000, 1)},
        {"text": string(MOST_IN_RICH_TEXT, 1), "unsafe": flag, "style": _STYLE},
    ),
    "user": shape(_kind("user") | {"user_id": IDS}, {"style": _STYLE_OF_NAMES}),
    "channel": shape(_kind("channel") | {"channel_id": IDS}, {"style": _STYLE_OF_NAMES}),
    "usergroup": shape(_kind("usergroup") | {"usergroup_id": IDS}, {"style": _STYLE_OF_NAMES}),
    "broadcast": shape(_kind("broadcast") | {"range": one_of("here", "channel", "everyone")}, {}),
    "date": shape(
        _kind("date") | {"timestamp": number(0, 99_999_999_999), "format": string(500, 1)},
        {"url": string(3000, 1), "fallback": string(500, 1), "style": _STYLE},
    ),
}
_ALL_INLINE: Check = items(by_type(_INLINE), 1000, 0)
_WORDS_AND_LINKS: Check = items(by_type({name: _INLINE[name] for name in ("text", "link")}), 1000, 0)
_BORDER = {"border": number(0, 1)}
_SECTION = shape(_kind("rich_text_section") | {"elements": _ALL_INLINE}, {})

RICH: dict[str, Check] = {
    "rich_text_section": _SECTION,
    "rich_text_quote": shape(_kind("rich_text_quote") | {"elements": _ALL_INLINE}, _BORDER),
    "rich_text_preformatted": shape(
        _kind("rich_text_preformatted") | {"elements": _WORDS_AND_LINKS}, _BORDER | {"language": string(50)}
    ),
    "rich_text_list": shape(
        _kind("rich_text_list") | {"style": one_of("bullet", "ordered"), "elements": items(_SECTION, 1000)},
        _BORDER | {"indent": number(0, 8), "offset": number(0, 100_000)},
    ),
}
RICH_TEXT_ELEMENTS: Check = items(by_type(RICH), 1000)


def words(value: Any) -> str:
    """All the text in a piece of Block Kit, which is what counts towards a message's limit."""
    if isinstance(value, dict):
        own = value.get("text")
        inner = [part for name, part in value.items() if name != "text" or not isinstance(own, str)]
        return (own if isinstance(own, str) else "") + "".join(map(words, inner))
    return "".join(map(words, value)) if isinstance(value, (list, tuple)) else ""
