"""Block Kit as a page, in the general manner of a chat. The look is ours; nothing of Slack's is copied."""

import base64
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape, unescape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from adapters.slack.blocks import SlackMessage
from bot.errors import Defect

ZONE = "Europe/Berlin"
"""Its readers'."""
FOLDED = 700
"""Characters from which a section is folded; Slack doesn't say."""
STYLE = Path(__file__).with_suffix(".css")
_DATE = re.compile(r"&lt;!date\^(\d+)\^(.+?)\|.*?&gt;")
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody's own message."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Screen:
    """What stands on one picture. `told` is what Slack would be sent, as it is."""

    name: str
    place: str
    now: datetime
    told: tuple[SlackMessage | Line, ...] = ()
    view: Mapping[str, Any] | None = None
    private: bool = False
    """Seen by its viewer alone, among the others' messages."""


def page(screen: Screen) -> str:
    told = "".join(_told(one, screen) for one in screen.told)
    body = _view(screen.view, screen) if screen.view else told
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{screen.name}</title><style>{STYLE.read_text(encoding='utf-8')}</style></head>"
        f"<body><header>{escape(screen.place)}</header><main>{body}</main>"
        "<footer>Drawn from what Slack is sent. The members are samples.</footer></body></html>"
    )


def _told(one: SlackMessage | Line, screen: Screen) -> str:
    time = screen.now.astimezone(ZoneInfo(ZONE)).strftime("%H:%M")
    if isinstance(one, Line):
        return _message(one.name, "", f"<p>{escape(one.text)}</p>", time)
    whispered = '<p class="only">Only visible to you</p>' if screen.private else ""
    files = "".join(
        f'<img class="file" alt="{escape(it.alt)}" src="data:{it.media_type};base64,'
        f'{base64.b64encode(it.content).decode()}">'
        for it in one.files
        if it.media_type.startswith("image/")
    )
    return _message(
        "Debrief", '<span class="app">App</span>', whispered + _blocks(one.blocks, screen) + files, time
    )


def _message(name: str, mark: str, body: str, time: str) -> str:
    return (
        f'<article><div class="face">{escape(name[0])}</div><div class="said">'
        f'<p class="who"><b>{escape(name)}</b> {mark} <time>{time}</time></p>{body}</div></article>'
    )


def _view(view: Json, screen: Screen) -> str:
    blocks = _blocks(view["blocks"], screen)
    if view["type"] == "home":
        return f'<section class="home">{blocks}</section>'
    return (
        f'<section class="modal"><h1>{_plain(view["title"])}<span class="close">×</span></h1>{blocks}'
        f'<div class="row end"><span class="button">{_plain(view["close"])}</span>'
        f'<span class="button primary">{_plain(view["submit"])}</span></div></section>'
    )


def _blocks(blocks: Iterable[Json], screen: Screen) -> str:
    return "".join(f'<div class="block">{_block(block, screen)}</div>' for block in blocks)


def _block(block: Json, screen: Screen) -> str:
    match block["type"]:
        case "header":
            return f"<h2>{_plain(block['text'])}</h2>"
        case "context":
            return f'<p class="context">{" ".join(map(_plain, block["elements"]))}</p>'
        case "section":
            return _section(block, screen)
        case "rich_text":
            return "".join(map(_part, block["elements"]))
        case "actions":
            return f'<div class="row">{"".join(map(_button, block["elements"]))}</div>'
        case "input":
            return _input(block)
    raise Defect(f"Nothing here can draw a block of the type {block['type']}.")


def _section(block: Json, screen: Screen) -> str:
    if block["text"]["type"] == "mrkdwn":
        return f"<p>{_DATE.sub(lambda found: _time(found, screen.now), escape(block['text']['text']))}</p>"
    folded = block.get("expand") is False and len(block["text"]["text"]) > FOLDED
    text = f'<p class="{"folded" if folded else ""}">{_plain(block["text"])}</p>'
    return f'{text}<p class="more">See more</p>' if folded else text


def _time(found: re.Match[str], now: datetime) -> str:
    zone = ZoneInfo(ZONE)
    moment = datetime.fromtimestamp(int(found[1]), zone)
    days = (moment.date() - now.astimezone(zone).date()).days
    pretty = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(days, f"{moment:%b %-d}")
    return found[2].replace("{date_short_pretty}", pretty).replace("{time}", f"{moment:%-I:%M %p}")


def _plain(text: Json) -> str:
    """Its entities are Slack's own escaping."""
    return escape(unescape(text["text"])).replace("\n", "<br>")


def _part(part: Json) -> str:
    match part["type"]:
        case "rich_text_section":
            return f"<p>{_runs(part)}</p>"
        case "rich_text_quote":
            return f"<blockquote>{_runs(part)}</blockquote>"
        case "rich_text_preformatted":
            return f"<pre>{_runs(part)}</pre>"
        case "rich_text_list":
            lines = "".join(f"<li>{_runs(line)}</li>" for line in part["elements"])
            return f'<ul class="in{part.get("indent", 0)}">{lines}</ul>'
    raise Defect(f"Nothing here can draw rich text of the type {part['type']}.")


def _runs(part: Json) -> str:
    return "".join(map(_run, part["elements"]))


def _run(run: Json) -> str:
    if run["type"] == "emoji":
        return f'<span class="{escape(run["name"])}"></span>'
    text = escape(run["text"])
    for style, tag in (("bold", "b"), ("italic", "i"), ("code", "code")):
        text = f"<{tag}>{text}</{tag}>" if run.get("style", {}).get(style) else text
    return text


def _button(button: Json) -> str:
    return f'<span class="button {button.get("style", "")}">{_plain(button["text"])}</span>'


def _input(block: Json) -> str:
    element = block["element"]
    hint = f'<p class="context">{_plain(block["hint"])}</p>' if "hint" in block else ""
    optional = ' <span class="quiet">(optional)</span>' if block.get("optional") else ""
    label, field = _plain(block["label"]), "".join(_field(element))
    return f'<div class="input"><p><b>{label}</b>{optional}</p>{field}{hint}</div>'


def _field(element: Json) -> Iterator[str]:
    if element["type"] == "plain_text_input":
        tall = "tall" if element.get("multiline") else ""
        yield f'<div class="field {tall}">{escape(element.get("initial_value", ""))}</div>'
        return
    chosen = element.get("initial_option")
    if element["type"] == "static_select":
        yield f'<div class="field">{_plain(chosen["text"]) if chosen else "Select an option"}</div>'
        return
    for option in element["options"]:
        mark = "on" if option == chosen else ""
        yield f'<p class="option"><span class="radio {mark}"></span>{_plain(option["text"])}</p>'
