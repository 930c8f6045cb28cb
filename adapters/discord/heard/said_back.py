"""Answers what members say to the bot in messages: to them alone, which on Discord is by direct message."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from adapters.chats.recent import Recent
from adapters.discord.heard.words import without_file
from bot.domain.cards import Card, Note
from bot.domain.happenings import Account, MessageAt
from bot.errors import DebriefError, PrivateMessagesClosed
from bot.ports import ChatPlatform, Direct, InChannel, InThread

log = logging.getLogger(__name__)

CLOSED = Note(
    "I can't answer that by direct message: yours are closed to me. Type it as a slash command "
    "(`/debrief …`), which works in threads too; then only you see the answer."
)
"""Said where everybody reads it, so it repeats nothing."""


@dataclass(frozen=True, slots=True)
class SaidBack:
    platform: ChatPlatform
    now: Callable[[], datetime]
    _told: Recent = field(default_factory=Recent)

    async def show(self, card: Card, account: Account, installation_ref: str, at: MessageAt) -> None:
        """Once, however often it's asked for. A form is opened by a button below what is shown."""
        key = f"shown:{at.message_ref}"
        try:
            await self._shown(without_file(card), Direct(installation_ref, account), at, key)
        except DebriefError as refused:
            log.warning("Somebody could not be answered: %s", refused)

    async def _shown(self, card: Card, to: Direct, at: MessageAt, key: str) -> None:
        try:
            await self.platform.publish(to, card, key)
        except PrivateMessagesClosed:
            if at.direct:
                raise
            if not self._told.first(f"{to.account.ref} {self.now():%Y-%m-%d %H}"):
                return  # all can read it, and it was said within the hour
            await self.platform.publish(_there(to.installation_ref, at), CLOSED, key)


def _there(installation_ref: str, at: MessageAt) -> InChannel | InThread:
    if at.thread_ref is None:
        return InChannel(installation_ref, at.channel_ref)
    return InThread(installation_ref, at.channel_ref, at.thread_ref)
