"""Takes what Slack sends: persisted first, acknowledged then; what else there is to do comes after."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from adapters.chats.afterwards import Afterwards
from adapters.chats.recent import Recent
from adapters.slack.blocks import modal, sent_values
from adapters.slack.heard.asker import Asker, by_mention, by_message
from adapters.slack.heard.deliveries import CLOCKS_APART, Deliveries
from adapters.slack.heard.events import from_event
from adapters.slack.heard.interactions import command, press, sent, taken
from adapters.slack.heard.names import Names
from adapters.slack.heard.needs import Payload, Take
from adapters.slack.heard.payload import UNREADABLE, inside, installation_of, moment
from adapters.slack.heard.private import private
from adapters.slack.heard.show import Show
from adapters.slack.heard.view import card_view
from adapters.slack.heard.words import (
    BROKEN,
    GOES_IN,
    GOES_OUT,
    NOT_YOURS,
    PRESSED_NOTHING,
    UNKNOWN_FORM,
    away,
)
from bot.domain.cards import Card, Note
from bot.domain.forms import AnswerForm, FieldForm
from bot.domain.happenings import Account, CommandGiven, Happening, HomeOpened, MessagePosted
from bot.errors import RetryLater, UserMustAct

log = logging.getLogger(__name__)

LIMITED = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Reception:
    take: Take
    now: Callable[[], datetime]
    show: Show
    names: Names
    deliveries: Deliveries
    note_missed: Callable[[str, datetime, datetime], Awaitable[None]]
    """In an installation, from one moment to another."""
    after: Afterwards = field(default_factory=Afterwards)
    _answered: Recent = field(default_factory=Recent)

    async def event(self, body: Payload, me: str) -> None:
        """Returns when the event is kept, or none of ours. Raises when Slack shall send it again."""
        happening = _read(body, me)
        if happening is None:
            return
        try:
            card = await self.take(happening)
        except UserMustAct as refused:
            if not isinstance(happening, CommandGiven | HomeOpened):
                raise  # nobody is there to be told, and it isn't kept
            card = Note(refused.message)
        self._follow(happening, card, body)

    def _follow(self, happening: Happening, card: Card | None, body: Payload) -> None:
        if (who := _who_may_take_part(happening)) is not None:
            self.after.do(self.names.of(who))
        if card is None or not self._answered.first(happening.source.event_ref):
            return
        if isinstance(happening, HomeOpened):
            self.after.do(self.show.home(card, happening.account))
        elif isinstance(happening, CommandGiven):
            event = inside(body, "event")
            thread = event.get("thread_ts")
            self.after.do(self.show.card(card, by_mention(happening, str(event["channel"]), thread)))
        elif isinstance(happening, MessagePosted):
            self.after.do(self.show.card(card, by_message(happening)))

    async def limited(self, body: Payload) -> None:
        """Events of a whole minute are dropped: when it's over they are read where they were written."""
        log.warning("Slack drops events of %s: there were too many in a minute.", body.get("team_id"))
        since = moment(body.get("minute_rate_limited", 0))
        await self.note_missed(installation_of(body), since - CLOCKS_APART, since + LIMITED + CLOCKS_APART)

    async def command(self, body: Payload, ack: AsyncAck) -> None:
        asker, given = command(body, self.now())
        card = await self._taken(given)
        await ack()
        self._answer(card, asker)

    async def action(self, body: Payload, ack: AsyncAck) -> None:
        asker, pressed = press(body, self.now())
        card = PRESSED_NOTHING if pressed is None else await self._taken(pressed)
        await ack()
        self._answer(card, asker)

    async def shortcut(self, body: Payload, ack: AsyncAck) -> None:
        asker, it = taken(body)
        own = inside(body, "message").get("user") == asker.account.ref
        card = await self._taken(it) if own else NOT_YOURS
        await ack()
        self._answer(card or (GOES_OUT if it.out else GOES_IN), asker)

    async def submission(self, body: Payload, ack: AsyncAck) -> None:
        """The window stays open with what was typed until that is kept, or the core says what is wrong."""
        asker, form = sent(body, self.now())
        if form is None:
            texts = "\n\n".join(sent_values(inside(body, "view")).values())
            await self._replace(UNKNOWN_FORM.with_text(texts), asker, ack)
            return
        try:
            card = await self.take(form)
        except UserMustAct as refused:
            card = Note(refused.message)
        except Exception as trouble:  # noqa: BLE001  whatever it was, nothing that was typed may be lost
            _log(trouble, form)
            await ack(response_action="errors", errors=_under_a_field(body, _words_for(trouble).text))
            return
        await self._replace(card, asker, ack)

    async def _replace(self, card: Card | None, asker: Asker, ack: AsyncAck) -> None:
        self.after.do(self.names.of(asker.account))
        view = _window(card, asker)
        if view is not None:
            await ack(response_action="update", view=view)
            return
        await ack(response_action="clear")
        if card is not None:
            self.after.do(self.show.card(card, Asker(asker.account, asker.key)))

    async def _taken(self, happening: Happening) -> Card | None:
        """Slack sends no command and no press again: whoever made it is told when it came to nothing."""
        try:
            return await self.take(happening)
        except UserMustAct as refused:
            return Note(refused.message)
        except Exception as trouble:  # noqa: BLE001  as above
            _log(trouble, happening)
            return _words_for(trouble)

    def _answer(self, card: Card | None, asker: Asker) -> None:
        self.after.do(self.names.of(asker.account))
        if card is not None:
            self.after.do(self.show.card(card, asker))


def _read(body: Payload, me: str) -> Happening | None:
    try:
        return from_event(body, me)
    except UNREADABLE:
        # It would be as unreadable when sent again.
        log.exception("An event of Slack's could not be read: %s", body.get("event_id"))
        return None


def _who_may_take_part(happening: Happening) -> Account | None:
    """Whoever merely talks in the channel is nobody's business, and by far the most of what is heard."""
    if isinstance(happening, MessagePosted):
        return happening.author if happening.at.thread_ref or happening.at.direct else None
    return happening.account if isinstance(happening, CommandGiven | HomeOpened) else None


def _window(card: Card | None, asker: Asker) -> dict[str, Any] | None:
    if isinstance(card, AnswerForm | FieldForm):
        return modal(card, private=private(card, asker))
    return card_view(card) if card is not None else None


def _words_for(trouble: Exception) -> Note:
    return away(trouble.after) if isinstance(trouble, RetryLater) else BROKEN


def _log(trouble: Exception, happening: Happening) -> None:
    """Its texts stay out of the log; the event's own id is enough to find it by."""
    log.error(
        "Something that a member did came to nothing: %s %s, %s",
        type(happening).__name__,
        happening.source.event_ref,
        type(trouble).__name__,
        exc_info=None if isinstance(trouble, RetryLater) else trouble,
    )


def _under_a_field(body: Payload, words: str) -> dict[str, str]:
    """Slack shows such words beneath one of the form's fields."""
    fields = inside(inside(inside(body, "view"), "state"), "values")
    return dict.fromkeys(list(fields)[:1], words)
