"""Shows a card privately to whoever caused it, by the way that is open to them."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from adapters.slack.access import API
from adapters.slack.blocks import SlackMessage, home, messages, modal
from adapters.slack.heard.asker import Asker, Surface
from adapters.slack.heard.needs import Calls
from adapters.slack.heard.private import private
from adapters.slack.heard.respond import MOST, is_slacks, respond
from adapters.slack.heard.view import card_view
from bot.domain.cards import Card, FileCard, Note, SheetCard
from bot.domain.forms import AnswerForm, FieldForm
from bot.domain.happenings import Account
from bot.errors import DebriefError, PrivateMessagesClosed, RetryLater, UserMustAct
from bot.ports import ChatPlatform, Direct, Whispered

log = logging.getLogger(__name__)

NO_FORM_BY_MENTION = Note(
    "That opens a form, and Slack opens forms from a button or a slash command only. Type it as a slash "
    "command (`/debrief …`) in the channel's message box, outside of this thread."
)
FORM_TOO_LATE = Note(
    "The form could not be opened: Slack allows three seconds for it, and it took longer. Nothing was "
    "changed. Please do it once more."
)
SENT_DIRECTLY = Note("I have sent it to you as a direct message.")
NOT_SENT = "I made the file, but as far as I can see it has not reached you. Nothing else was changed."
OPEN_DIRECT = (
    "Let me write to you in Slack's settings for apps, or ask an administrator, and ask me once more."
)
LATER = "Slack doesn't take it just now. Please ask me once more in a few minutes."
NOT_TAKEN = (
    "Slack doesn't let me send files to you here. Whoever runs this workspace's apps can change that; then "
    "please ask me once more."
)


@dataclass(frozen=True, slots=True)
class Show:
    calls: Calls
    platform: ChatPlatform
    api_url: str = API

    async def card(self, card: Card, asker: Asker) -> None:
        if isinstance(card, AnswerForm | FieldForm):
            await self._form(card, asker)
        elif asker.surface is not Surface.CHANNEL and (view := card_view(card)):
            await self._window(view, asker)
        elif isinstance(card, FileCard):
            await self.card(await self._sent(card, asker), asker)
        elif isinstance(card, SheetCard) and card.picture:
            await self._illustrated(card, asker)
        else:
            await self._whisper(card, asker)

    async def _sent(self, file: FileCard, asker: Asker) -> Note:
        """How it went, for whoever asked for it."""
        try:
            await self.platform.publish(Direct(asker.installation_ref, asker.account), file, _key(asker))
        except PrivateMessagesClosed as closed:
            return Note(f"{NOT_SENT} {closed.message} {OPEN_DIRECT}")
        except DebriefError as refused:
            log.warning("A file could not be sent: %s", refused)
            return Note(f"{NOT_SENT} {LATER if isinstance(refused, RetryLater) else NOT_TAKEN}")
        return SENT_DIRECTLY

    async def _illustrated(self, sheet: SheetCard, asker: Asker) -> None:
        """A whisper can't carry a picture. Where it can't be sent directly, the words are shown here."""
        try:
            await self.platform.publish(Direct(asker.installation_ref, asker.account), sheet, _key(asker))
        except DebriefError as refused:
            log.warning("A picture could not be sent: %s", refused)
            await self._whisper(replace(sheet, picture=None), asker)
        else:
            await self._whisper(SENT_DIRECTLY, asker)

    async def home(self, card: Card, account: Account) -> None:
        await self.calls.call(account.scope, "views.publish", user_id=account.ref, view=home(card))

    async def _form(self, form: AnswerForm | FieldForm, asker: Asker) -> None:
        if not asker.trigger_id:
            await self._whisper(NO_FORM_BY_MENTION, asker)
            return
        try:
            await self._window(modal(form, private=private(form, asker)), asker)
        except DebriefError as refused:
            log.warning("A form could not be opened: %s", refused)
            await self._whisper(FORM_TOO_LATE, asker)

    async def _window(self, view: dict[str, Any], asker: Asker) -> None:
        """On top of the window in which the asker pressed; in its place where Slack piles up no more."""
        where, opening = asker.installation_ref, {"trigger_id": asker.trigger_id, "view": view}
        if asker.surface is not Surface.MODAL:
            await self.calls.call(where, "views.open", **opening)
            return
        try:
            await self.calls.call(where, "views.push", **opening)
        except UserMustAct:
            await self.calls.call(where, "views.update", view_id=asker.view_id, view=view)

    async def _whisper(self, card: Card, asker: Asker) -> None:
        """By the first way that is open. Something shown twice does less harm than no answer at all."""
        refusal: DebriefError | None = None
        for way in self._ways(card, asker):
            try:
                await way()
            except DebriefError as refused:
                refusal = refused
            else:
                return
        if refusal is not None:
            log.warning("Somebody could not be answered: %s", refusal)

    def _ways(self, card: Card, asker: Asker) -> list[Callable[[], Awaitable[object]]]:
        """A response URL can't answer in a thread, but everywhere else, with the bot there or not."""
        installation, account = asker.installation_ref, asker.account
        ways: list[Callable[[], Awaitable[object]]] = []
        shown = messages(card)
        if asker.channel_ref:
            there = Whispered(installation, asker.channel_ref, asker.thread_ref, account)
            ways.append(partial(self.platform.publish, there, card, _key(asker)))
        if len(shown) <= MOST and is_slacks(asker.response_url, self.api_url):
            ways.insert(1 if asker.thread_ref else 0, partial(_respond, asker.response_url, shown))
        return [*ways, partial(self.platform.publish, Direct(installation, account), card, _key(asker))]


async def _respond(url: str, shown: tuple[SlackMessage, ...]) -> None:
    for message in shown:
        await respond(url, message)


def _key(asker: Asker) -> str:
    return f"shown:{asker.key}"
