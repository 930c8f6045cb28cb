"""A page that shows what Discord was sent, in the general manner of a chat. The look is ours."""

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from adapters.discord.wording import DiscordFile, DiscordMessage
from tests.unit.discord.wording.markdown import Look, seen

ZONE = ZoneInfo("Europe/Berlin")
"""Its readers'."""
Json = Mapping[str, Any]

STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1f1d1b; --quiet: #66625c; --line: #d9d6d0;
  --primary: #1f6650; --danger: #a8201a; --bar: #f4f2ee; --code: #f1efea; }
@media (prefers-color-scheme: dark) { :root { --paper: #1b1d20; --ink: #d6d5d2; --quiet: #9c9a95;
  --line: #3c3e42; --primary: #2f7d64; --danger: #d0524b; --bar: #23262a; --code: #26292d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere;
  font: 15.5px/1.42 system-ui, "Noto Sans", "Liberation Sans", sans-serif; }
header { padding: 11px 16px; background: var(--bar); border-bottom: 1px solid var(--line); font-weight: 700; }
footer { padding: 8px 16px; border-top: 1px solid var(--line); color: var(--quiet); font-size: 12px; }
main { padding: 14px 16px; max-width: 900px; }
article { display: flex; gap: 12px; margin-bottom: 16px; }
.face { flex: 0 0 38px; height: 38px; border-radius: 12px; background: #20303c; color: #fff;
  font: 700 18px/38px system-ui, sans-serif; text-align: center; }
.said { flex: 1; min-width: 0; }
p, blockquote { margin: 0; min-height: 1.42em; white-space: pre-wrap; }
.who time, .small, .only { color: var(--quiet); font-size: 12.5px; min-height: 0; }
.app { padding: 0 4px; border-radius: 3px; background: var(--line); color: var(--quiet); font-size: 10px; }
h1 { margin: 0 0 14px; font-size: 19px; }
h2 { margin: 8px 0 4px; font-size: 19px; line-height: 1.3; }
blockquote { margin: 0; padding-left: 12px; border-left: 4px solid var(--line); white-space: pre-wrap; }
pre, code { border: 1px solid var(--line); border-radius: 4px; background: var(--code);
  font: 13px/1.45 "Liberation Mono", ui-monospace, monospace; white-space: pre-wrap; }
pre { margin: 4px 0; padding: 8px; }
code { padding: 0 3px; }
.point { display: flex; gap: 8px; } .point::before { content: "•"; }
.nested { margin-left: 20px; }
.time { padding: 0 3px; border-radius: 3px; background: var(--line); }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; }
.button { padding: 6px 14px; border-radius: 8px; background: var(--line); font-size: 14px; font-weight: 600; }
.b1 { background: var(--primary); color: #fff; } .b4 { background: var(--danger); color: #fff; }
.field { width: 100%; max-width: 420px; min-height: 38px; padding: 8px 11px; border: 1px solid var(--quiet);
  border-radius: 6px; white-space: pre-wrap; }
.window { max-width: 460px; margin: 6px auto; padding: 18px; border: 1px solid var(--line);
  border-radius: 10px; box-shadow: 0 6px 24px #0003; }
.window .field { max-width: none; } .window .tall { min-height: 120px; }
.window > div { margin-bottom: 14px; }
.end { justify-content: flex-end; } .chosen::after { content: "▾"; float: right; }
img { display: block; width: 100%; max-width: 480px; margin-top: 8px; border-radius: 6px; }
"""


@dataclass(frozen=True, slots=True)
class Screen:
    name: str
    place: str
    now: datetime
    told: tuple[DiscordMessage, ...] = ()
    window: Json | None = None
    private: bool = False


def page(screen: Screen) -> str:
    told = "".join(_told(one, screen) for one in screen.told)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{screen.name}</title><style>{STYLE}</style></head><body>"
        f"<header>{escape(screen.place)}</header><main>{_window(screen.window) if screen.window else told}"
        "</main><footer>Drawn from what Discord is sent. The members are samples.</footer></body></html>"
    )


def _told(one: DiscordMessage, screen: Screen) -> str:
    time = screen.now.astimezone(ZONE).strftime("%H:%M")
    only = '<p class="only">Only you can see this</p>' if screen.private else ""
    files = "".join(_image(it) for it in one.files if it.media_type.startswith("image/"))
    rows = "".join(
        f'<div class="row">{"".join(map(_part, row["components"]))}</div>' for row in one.components
    )
    who = f'<p class="who"><b>Debrief</b> <span class="app">APP</span> <time>{time}</time></p>'
    said = f"{who}{markdown(one.content, screen.now)}{files}{rows}{only}"
    return f'<article><div class="face">D</div><div class="said">{said}</div></article>'


def _image(it: DiscordFile) -> str:
    data = base64.b64encode(it.content).decode()
    return f'<img alt="{escape(it.alt)}" src="data:{it.media_type};base64,{data}">'


def markdown(content: str, now: datetime) -> str:
    pieces = re.split(r"```\n(.*?)\n```\n?", content, flags=re.DOTALL)
    return "".join(
        f"<pre>{escape(piece)}</pre>" if place % 2 else "".join(_lines(piece.strip("\n"), now))
        for place, piece in enumerate(pieces)
    )


def _lines(text: str, now: datetime) -> Iterator[str]:
    for line in text.split("\n"):
        led = re.match(r"## |-# |> |( *)- ", line)
        inside = _inline(line[led.end() if led else 0 :], now)
        match led[0].strip() if led else "":
            case "##":
                yield f"<h2>{inside}</h2>"
            case "-#":
                yield f'<p class="small">{inside}</p>'
            case ">":
                yield f"<blockquote>{inside}</blockquote>"
            case "-":
                nested = "nested" if led and led[1] else ""
                yield f'<div class="point {nested}"><span>{inside}</span></div>'
            case _:
                yield f"<p>{inside}</p>"


def _inline(text: str, now: datetime) -> str:
    return "".join(_run(one.text, one.looks, now) for one in seen(text))


def _run(text: str, looks: frozenset[Look], now: datetime) -> str:
    if Look.TIME in looks:
        return f'<span class="time">{_time(text, now)}</span>'
    made = escape(text)
    for look, tag in ((Look.CODE, "code"), (Look.BOLD, "b")):
        made = f"<{tag}>{made}</{tag}>" if look in looks else made
    return made


def _time(text: str, now: datetime) -> str:
    _, seconds, style = text.split(":")
    moment = datetime.fromtimestamp(int(seconds), ZONE)
    hours = round((moment - now).total_seconds() / 3600)
    return f"in {hours} hours" if style == "R" else f"{moment:%-d %B %Y %H:%M}"


def _part(part: Json) -> str:
    if part["type"] == 2:  # noqa: PLR2004  a button, in Discord's numbers
        return f'<span class="button b{part["style"]}">{escape(part["label"])}</span>'
    return f'<div class="field chosen">{escape(part["placeholder"])}</div>'


def _window(it: Json) -> str:
    inside = "".join(f"<div>{_asked(one)}</div>" for one in it["components"])
    buttons = '<span class="button">Cancel</span><span class="button b1">Submit</span>'
    ends = f'<div class="row end">{buttons}</div>'
    return f'<section class="window"><h1>{escape(it["title"])}</h1>{inside}{ends}</section>'


def _asked(one: Json) -> str:
    if "content" in one:
        return "".join(_lines(one["content"], datetime.now(ZONE)))
    part, beside = one["component"], one.get("description", "")
    chosen = [option["label"] for option in part.get("options", ()) if option.get("default")]
    kind = "chosen" if "options" in part else "tall" if part["style"] == 2 else ""  # noqa: PLR2004  many lines
    text = chosen[0] if chosen else part.get("value", "")
    small = f'<p class="small">{escape(beside)}</p>' if beside else ""
    return f'<p><b>{escape(one["label"])}</b></p>{small}<div class="field {kind}">{escape(text)}</div>'
