"""Takes what members press, type and send: persisted first, then answered, within three seconds."""

from asyncio import wait
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from time import monotonic
from typing import Any

from adapters.chats.afterwards import Afterwards
from adapters.chats.readings import UNREADABLE
from adapters.chats.recent import Recent
from adapters.discord.commands import MESSAGE
from adapters.discord.heard import acts
from adapters.discord.heard.answering import Answering, Pace, Way, log_trouble
from adapters.discord.heard.asker import Asker, asker_of, ticket_of
from adapters.discord.heard.forms import Forms, again, has_steps, overtaken
from adapters.discord.heard.gate import Gate
from adapters.discord.heard.lanes import NOTHING, Before
from adapters.discord.heard.names import Seen
from adapters.discord.heard.replies import Reply, Steps, Window, texts_in
from adapters.discord.heard.respond import Responding
from adapters.discord.heard.words import (
    BROKEN,
    GOES_IN,
    GOES_OUT,
    NOT_YOURS,
    OUTDATED,
    PRESSED_NOTHING,
    UNKNOWN_FORM,
    away,
    with_text,
)
from adapters.discord.heard.written import nick
from adapters.discord.needs import Payload, Take
from adapters.discord.wording import AnswerTo, FieldsTo, filled, reads_form, step_of
from adapters.discord.wording.form_ids import Purpose
from adapters.discord.wording.layout import turns_of
from bot.domain.cards import Card, Note
from bot.domain.forms import FieldForm
from bot.domain.happenings import Happening
from bot.errors import RetryLater, UserMustAct
from bot.ports import ChatPlatform

COMMAND, COMPONENT, FORM = 2, 3, 5
UNREAD = "An interaction of Discord's could not be read"
IN_VAIN = "Something that a member did came to nothing"
VANISHING = frozenset({"export"})
"""Words of commands that are answered with a file."""
KEPT_FIRST = 1.2
"""Seconds that a press waits for what its presser wrote before it: half an answer would be graded."""
Act = Callable[[Asker], Coroutine[Any, Any, Reply]]


@dataclass(frozen=True, slots=True)
class Interactions:
    take: Take
    respond: Responding
    platform: ChatPlatform
    now: Callable[[], datetime]
    named: Callable[[Seen], Coroutine[Any, Any, None]]
    after: Afterwards = field(default_factory=Afterwards)
    pace: Pace = field(default_factory=Pace)
    forms: Forms = field(default_factory=Forms)
    _seen: Recent = field(default_factory=Recent)
    _gate: Gate = field(default_factory=Gate)

    async def interaction(self, payload: Payload, before: Before = NOTHING) -> None:
        """Returns at once, whatever becomes of it; it is answered beside, once `before` is kept."""
        ref = str(payload.get("id"))
        if self._seen.first(ref):
            self.after.do(self._answered(payload, ref, before, monotonic()))

    async def aclose(self) -> None:
        await self.respond.aclose()

    async def _answered(self, payload: Payload, ref: str, before: Before, begun: float) -> None:
        answering = Answering(self.respond, self.platform, self.now, self.forms, self.pace)
        try:
            ticket, kind = ticket_of(payload), int(payload["type"])
        except UNREADABLE as trouble:
            log_trouble(UNREAD, ref, trouble)
            return
        try:
            asker = asker_of(payload)
            act, way = self._read(asker, kind)
        except UNREADABLE as trouble:
            log_trouble(UNREAD, ref, trouble)
            await answering.apologise(ticket, begun)
            return
        await answering.answer(self._done(act, asker, before), asker, way, begun)
        if not asker.direct:  # now, for it may have made them a member
            await self.named(Seen(asker.account, nick(payload), asker.installation_ref))

    async def _done(self, act: Act, asker: Asker, before: Before) -> Reply:
        """Nobody sends it again: whoever did something is told when it came to nothing."""
        if before:
            await wait(before, timeout=KEPT_FIRST)
        try:
            return await act(asker)
        except UserMustAct as refused:
            return _with_typed(Note(refused.message), asker)
        except Exception as trouble:  # noqa: BLE001  as above
            log_trouble(IN_VAIN, asker.ref, trouble, briefly=isinstance(trouble, RetryLater))
            return _with_typed(away(trouble.after) if isinstance(trouble, RetryLater) else BROKEN, asker)

    async def _take(self, happening: Happening) -> Card | None:
        return await self._gate.let_in(self.take, happening, self.after.closing)

    def _read(self, asker: Asker, kind: int) -> tuple[Act, Way]:
        """What is to be done, and how it may be answered. Raises one of UNREADABLE."""
        if kind == COMMAND and asker.data.get("type") == MESSAGE:
            return self._menu, Way()
        if kind == COMMAND:
            word = acts.word_of(asker)
            return self._command, Way(opens=word in acts.FORM_WORDS, vanishes=word in VANISHING)
        to = reads_form(asker.custom_id)
        if kind == COMPONENT and isinstance(to, FieldsTo):
            if to.purpose is Purpose.SEND:
                return partial(self._all_sent, to=to), Way(changes=True)
            return partial(self._step, to=to), Way(opens=True)
        if kind == COMPONENT:
            return self._press, Way(opens=acts.opens(asker), pressed=True)
        if kind == FORM:
            acts.filled_in(asker)  # what can't be read is said to be so before anything is done
            way = Way(sent=True, changes=isinstance(to, FieldsTo) and has_steps(asker.message))
            return partial(self._sent, to=to), way
        raise ValueError(kind)

    async def _command(self, asker: Asker) -> Reply:
        given = acts.command(asker, self.now())
        return OUTDATED if given is None else await self._take(given)

    async def _menu(self, asker: Asker) -> Reply:
        it = acts.taken(asker)
        if it is None:
            return OUTDATED
        if acts.wrote(asker) != asker.account.ref:
            return NOT_YOURS
        return await self._take(it) or (GOES_OUT if it.out else GOES_IN)

    async def _press(self, asker: Asker) -> Reply:
        pressed = acts.press(asker, self.now())
        return PRESSED_NOTHING if pressed is None else await self._take(pressed)

    async def _step(self, asker: Asker, to: FieldsTo) -> Reply:
        """Opens one step, with what was filled in before."""
        form = await self._form(asker, to)
        if not isinstance(form, FieldForm):
            return form
        if form.subject != to.subject:
            return overtaken(form, acts.kept_in(asker))
        form = filled(form, acts.kept_in(asker))
        if turns_of(form) != to.steps:
            return form
        chosen = next(iter(asker.data.get("values") or ()), "")
        return Window(form, step_of(form, str(chosen)) if to.purpose is Purpose.KEPT else to.step)

    async def _sent(self, asker: Asker, to: AnswerTo | FieldsTo | None) -> Reply:
        match to:
            case AnswerTo():
                return await self._take(acts.answer_sent(asker, to, self.now()))
            case FieldsTo(is_last=True):
                return await self._all_sent(asker, to)
            case FieldsTo():
                return await self._filled(asker, to)
            case _:
                return _with_typed(UNKNOWN_FORM, asker)

    async def _filled(self, asker: Asker, to: FieldsTo) -> Reply:
        """A step before the last one was sent: its values are shown, and travel on in what shows them."""
        form = await self._form(asker, to)
        if not isinstance(form, FieldForm):
            return _with_typed(form, asker)
        if form.subject != to.subject:
            return overtaken(form, acts.filled_in(asker))
        # What was wrong may be mended by now: if it isn't, the last step says so again.
        return Steps(filled(replace(form, trouble=""), acts.filled_in(asker)))

    async def _all_sent(self, asker: Asker, to: FieldsTo) -> Reply:
        card = await self._take(acts.fields_sent(asker, to, self.now()))
        if not isinstance(card, FieldForm):
            self.forms.drop(asker, to)
        return card

    async def _form(self, asker: Asker, to: FieldsTo) -> Card | None:
        """The form that was opened; after a restart as the core has it now, or why there is none."""
        now = self.now()
        if (known := self.forms.get(asker, to, now)) is not None:
            return known
        card = await self._take(again(asker, to, now))
        if isinstance(card, FieldForm):
            self.forms.keep(asker, card, now)
        return card


def _with_typed(card: Card | None, asker: Asker) -> Card | None:
    """A form is closed by any answer: what was typed into it isn't lost with it."""
    texts = texts_in(acts.filled_in(asker))
    return with_text(card.text, *texts) if isinstance(card, Note) and texts else card
