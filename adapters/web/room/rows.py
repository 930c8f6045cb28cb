"""Lines and queued happenings as rows of the room's file."""

from datetime import datetime
from typing import Any

from adapters.web.room.as_json import card_as_json, card_from_json, happening_as_json, happening_from_json
from adapters.web.room.values import Line, Queued, Spot

Row = tuple[Any, ...]

LINE_COLUMNS = (
    "ref",
    "channel",
    "thread",
    "direct_with",
    "author",
    "at",
    "text",
    "card",
    "key",
    "only_for",
    "edited_at",
    "counted",
    "taken_out",
    "gone",
    "changed",
    "born",
)


def line_row(line: Line) -> Row:
    spot = line.spot
    return (
        line.ref,
        spot.channel,
        spot.thread,
        spot.direct_with,
        line.author,
        line.at.isoformat(),
        line.text,
        card_as_json(line.card) if line.card else None,
        line.key,
        line.only_for,
        line.edited_at.isoformat() if line.edited_at else None,
        line.counted,
        line.taken_out,
        line.gone,
        line.changed,
        line.born,
    )


def line_of(row: Row) -> Line:
    kept = dict(zip(LINE_COLUMNS, row, strict=True))
    return Line(
        ref=kept["ref"],
        spot=Spot(kept["channel"], kept["thread"], kept["direct_with"]),
        author=kept["author"],
        at=datetime.fromisoformat(kept["at"]),
        text=kept["text"],
        card=card_from_json(kept["card"]) if kept["card"] else None,
        key=kept["key"],
        only_for=kept["only_for"],
        edited_at=datetime.fromisoformat(kept["edited_at"]) if kept["edited_at"] else None,
        counted=bool(kept["counted"]),
        taken_out=bool(kept["taken_out"]),
        gone=bool(kept["gone"]),
        changed=kept["changed"],
        born=kept["born"],
    )


def queued_row(queued: Queued) -> Row:
    spot = queued.spot
    happening = happening_as_json(queued.happening)
    return queued.number, queued.member, spot.channel, spot.thread, spot.direct_with, happening


def queued_of(row: Row) -> Queued:
    number, member, channel, thread, direct_with, happening = row
    return Queued(number, member, Spot(channel, thread, direct_with), happening_from_json(happening))
