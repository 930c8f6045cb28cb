"""Answers an interaction, once: directly where the answer comes soon, else by a promise, kept later."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from time import monotonic
from traceback import format_tb
from typing import Any

from adapters.discord.heard import replies
from adapters.discord.heard.asker import Asker
from adapters.discord.heard.forms import Forms
from adapters.discord.heard.refusals import AnsweredError, CutOffError, LateError, LimitedError, RefusedError
from adapters.discord.heard.replies import MESSAGE, Reply, Steps, Window, is_again, texts_in
from adapters.discord.heard.respond import Responding, Ticket
from adapters.discord.heard.showing import Call, Pace, Showing, Way
from adapters.discord.heard.words import BROKEN, FORM_TOO_LATE, UNSHOWN, with_text, without_file
from bot.domain.cards import Card
from bot.domain.forms import AnswerForm, FieldForm
from bot.errors import DebriefError
from bot.ports import ChatPlatform, Direct

__all__ = ["Answering", "Pace", "Way", "log_trouble"]

log = logging.getLogger(__name__)

Show = Callable[[Reply, Call], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Answering:
    respond: Responding
    platform: ChatPlatform
    now: Callable[[], datetime]
    forms: Forms
    pace: Pace

    async def answer(self, work: Coroutine[Any, Any, Reply], asker: Asker, way: Way, begun: float) -> None:
        """Whatever becomes of the answer, the work is done. `begun` is by the monotonic clock."""
        working = asyncio.create_task(work)
        try:
            await asyncio.wait({working}, timeout=self._patience(way, begun))
            await self._answered(working, Call(asker, way, begun + self.pace.last))
        finally:
            working.cancel()  # where it isn't done: told to stop, and it took too long

    def _patience(self, way: Way, begun: float) -> float | None:
        """A promise closes a form, so none is made before its words are kept: until then they stand in it."""
        if way.sent:
            return None
        return max(begun + (self.pace.opens if way.opens else self.pace.defer) - monotonic(), 0.0)

    async def apologise(self, to: Ticket, begun: float) -> None:
        """For what could not even be read."""
        data = replies.body(replies.shown(BROKEN)[0], whispered=True)
        try:
            await self.respond.first(to, MESSAGE, data, until=begun + self.pace.last)
        except (AnsweredError, LateError, RefusedError) as trouble:
            log.warning("An interaction could not be answered: %s, %s", to.ref, _said(trouble))

    async def _answered(self, working: asyncio.Task[Reply], it: Call) -> None:
        showing = Showing(self.respond)
        promised = not working.done()
        try:
            if promised:
                await showing.promise(it)
        except AnsweredError:
            await self._shown(partial(showing.stand_in, seconds=self.pace.stands_in), await working, it)
        except (LateError, RefusedError) as trouble:
            await self._directly(await working, it.asker, trouble)
        else:
            reply = await working
            await self._shown(self._way(showing, reply, it, promised=promised), reply, it)

    def _way(self, showing: Showing, reply: Reply, it: Call, *, promised: bool) -> Show:
        """Of what came in before, its answer may be on the way from another process: that one goes first."""
        if not is_again(reply):
            return showing.as_promised if promised else showing.at_once
        if promised:
            return partial(showing.stand_in, seconds=2 * self.pace.stands_in)
        return partial(showing.late, at=it.until - self.pace.last + self.pace.another)

    async def _shown(self, show: Show, reply: Reply, it: Call) -> None:
        if isinstance(reply, FieldForm):
            self.forms.keep(it.asker, reply, self.now())
        try:
            await show(reply, it)
        except AnsweredError:
            if not is_again(reply):
                stand_in = Showing(self.respond).stand_in
                await self._shown(partial(stand_in, seconds=self.pace.stands_in), reply, it)
        except (LateError, RefusedError, CutOffError, LimitedError) as trouble:
            await self._directly(reply, it.asker, trouble)
        except Exception as trouble:
            log_trouble("What came of an interaction could not be shown", it.asker.ref, trouble)
            if reply is UNSHOWN:
                raise
            await self._shown(show, UNSHOWN, it)

    async def _directly(self, reply: Reply, asker: Asker, trouble: Exception) -> None:
        """The interaction can't be answered any more. Whoever takes no direct messages isn't told."""
        if reply is None or is_again(reply):
            return
        log.warning("An interaction could not be answered: %s, %s", asker.ref, _said(trouble))
        there = Direct(asker.installation_ref, asker.account)
        try:
            await self.platform.publish(there, _without_form(reply), f"shown:{asker.ref}")
        except DebriefError as refused:
            log.warning("Somebody could not be answered: %s, %s", asker.ref, refused)


def _without_form(reply: Card | Window | Steps) -> Card:
    """Forms are for whoever waits before them. What was typed into one that was refused isn't lost."""
    if isinstance(reply, FieldForm) and reply.trouble:
        return with_text(reply.trouble, *texts_in({one.name: one.draft for one in reply.fields}))
    return (
        FORM_TOO_LATE if isinstance(reply, AnswerForm | FieldForm | Window | Steps) else without_file(reply)
    )


def log_trouble(what: str, ref: str, trouble: Exception, *, briefly: bool = False) -> None:
    """Where it happened, and not what the error says: that may quote what a member wrote."""
    frames = "" if briefly else f"\n{''.join(format_tb(trouble.__traceback__))}"
    log.error("%s: %s, %s%s", what, ref, type(trouble).__name__, frames)


def _said(trouble: Exception) -> str:
    return f"{type(trouble).__name__} {trouble}".strip()
