"""Shows a reply as the answer to an interaction: at once, or in the place of a promise."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from adapters.discord.heard import replies
from adapters.discord.heard.asker import Asker
from adapters.discord.heard.refusals import RefusedError
from adapters.discord.heard.replies import (
    DEFER,
    DEFER_UPDATE,
    FORM,
    MESSAGE,
    UPDATE,
    Form,
    Reply,
    Steps,
    Window,
)
from adapters.discord.heard.respond import Responding
from adapters.discord.heard.words import BROKEN, DONE, FORM_TOO_LATE
from adapters.discord.wording import DiscordMessage, opens_directly
from bot.domain.cards import Card, Note
from bot.domain.forms import AnswerForm, FieldForm

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """In seconds from when an interaction came in. Discord itself waits for three."""

    defer: float = 1.5
    opens: float = 2.2
    """For what may open a form: a promise can't become one."""
    last: float = 2.9
    another: float = 2.5
    """For what another process may answer that heard it too: that one has until then."""
    stands_in: float = 2.0
    """How long whoever promised an answer may have nothing to show, when another has."""


@dataclass(frozen=True, slots=True)
class Way:
    """What is known of an answer before there is one."""

    opens: bool = False
    """It may be a form, to be opened at once."""
    changes: bool = False
    """It takes the place of the message on which was pressed, which the presser alone sees."""
    sent: bool = False
    """A form was sent: Discord opens none on top of it."""
    pressed: bool = False
    """A button was: a word about that is no news afterwards."""
    vanishes: bool = False
    """It isn't to be left standing in a conversation of two."""


@dataclass(frozen=True, slots=True)
class Call:
    asker: Asker
    way: Way
    until: float
    """By the monotonic clock: then Discord waits no longer for the first answer."""

    def whispers(self, reply: Reply) -> bool:
        """In a conversation of two there is nobody to keep it from, and a whisper is gone the next day."""
        if not self.asker.direct or reply is None or isinstance(reply, Window):
            return True
        return not replies.stays(reply) or (self.way.pressed and isinstance(reply, Note))

    def changes(self, reply: Reply, parts: Sequence[DiscordMessage]) -> bool:
        """A form that has a text to read above it comes below, whole."""
        if not self.way.changes or reply is None or isinstance(reply, Window):
            return False
        return len(parts) == 1 or replies.stays(reply)


@dataclass(frozen=True, slots=True)
class Showing:
    """Each may raise what `Responding` raises."""

    respond: Responding

    async def promise(self, it: Call) -> None:
        whispered = not it.asker.direct or it.way.opens or it.way.vanishes
        data = {"flags": replies.EPHEMERAL if whispered else 0}
        await self.respond.first(it.asker.ticket, DEFER, data, until=it.until)

    async def at_once(self, reply: Reply, it: Call) -> None:
        if isinstance(reply, Window):
            await self._open(reply.form, reply.step, it)
        elif isinstance(reply, AnswerForm | FieldForm) and not it.way.sent and opens_directly(reply):
            await self._open(reply, 0, it)
        elif reply is None and it.asker.message:
            await self.respond.first(it.asker.ticket, DEFER_UPDATE, until=it.until)
        else:
            await self._message(DONE if reply is None else reply, it)

    async def as_promised(self, reply: Reply, it: Call) -> None:
        """Where a form can't be opened any more, its message has a button for it."""
        parts = replies.shown(_in_place_of(reply) if reply is None or isinstance(reply, Window) else reply)
        whispered = it.whispers(reply)
        await self.respond.change(it.asker.ticket, replies.changed(parts[0]), parts[0].files)
        await self._further(parts[1:], it, whispered=whispered)

    async def late(self, reply: Reply, it: Call, *, at: float) -> None:
        await asyncio.sleep(max(at - monotonic(), 0.0))
        await self.at_once(reply, it)

    async def stand_in(self, reply: Reply, it: Call, *, seconds: float) -> None:
        """For another process that promised an answer, and gives none."""
        if not await self.respond.is_promised(it.asker.ticket):
            return
        await asyncio.sleep(seconds)
        if await self.respond.is_promised(it.asker.ticket):
            await self.as_promised(reply, it)

    async def _open(self, form: Form, step: int, it: Call) -> None:
        data = replies.window(form, step, it.asker.ref)
        try:
            await self.respond.first(it.asker.ticket, FORM, data, until=it.until)
        except RefusedError as refused:
            log.error("Discord opens no form for %s: %s", it.asker.ref, refused)  # noqa: TRY400  says it all
            await self._message(BROKEN, it)

    async def _message(self, reply: Card | Steps, it: Call) -> None:
        parts = replies.shown(reply)
        first, whispered = parts[0], it.whispers(reply)
        if it.changes(reply, parts):
            kind, data = UPDATE, replies.changed(first)
        else:
            kind, data = MESSAGE, replies.body(first, whispered=whispered)
        await self.respond.first(it.asker.ticket, kind, data, first.files, until=it.until)
        await self._further(parts[1:], it, whispered=whispered)

    async def _further(self, parts: Sequence[DiscordMessage], it: Call, *, whispered: bool) -> None:
        for part in parts:
            data = replies.body(part, whispered=whispered)
            await self.respond.further(it.asker.ticket, data, part.files)


def _in_place_of(reply: Window | None) -> Note:
    return DONE if reply is None else FORM_TOO_LATE
