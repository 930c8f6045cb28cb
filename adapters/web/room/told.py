"""A member's message as the core is told of it, when it's written and when it's read again."""

from datetime import datetime

from adapters.web.room.room import Room
from adapters.web.room.typed import opening_of
from adapters.web.room.values import INSTALLATION, NAME, Line, Spot
from bot.domain.happenings import MessageAt, MessagePosted, Source


def message_at(line: Line) -> MessageAt:
    spot = line.spot
    return MessageAt(spot.channel, line.ref, spot.thread, direct=spot.direct_with is not None)


def message_of(room: Room, line: Line, author: str, source: Source) -> MessagePosted:
    it = room.members[author]
    others = (member for member in room.members.values() if member != it)
    opening = opening_of(line.text, others)
    return MessagePosted(
        source, message_at(line), it.account, line.text, line.at, opening, edited_at=line.edited_at
    )


def written_at(room: Room, spot: Spot, after: datetime) -> list[MessagePosted]:
    """What members have written there after a moment, as it stands."""
    read_again = Source(NAME, INSTALLATION, "read again")
    return [
        message_of(room, line, line.author, read_again)
        for line in room.lines_by_ref.values()
        if line.author is not None and line.spot == spot and not line.gone and line.at > after
    ]
