"""An interaction on its way to the app, and what came of it."""

import asyncio
import time
import uuid
from dataclasses import dataclass
from typing import Any

from tests.fakes.discord import shapes
from tests.fakes.discord.acts.stage import Complaint, Stage
from tests.fakes.discord.app import Application
from tests.fakes.discord.interaction import AUTOCOMPLETE, Interaction
from tests.fakes.discord.permissions import computed
from tests.fakes.discord.seen import Shown, ShownForm
from tests.fakes.discord.world import DM, Channel, Member, Message

NO_ANSWER = "The application did not respond"
FAILED = "This interaction failed"
SIZE = 10 * 1024**2


@dataclass(frozen=True, slots=True)
class Outcome:
    ok: bool
    asked: Interaction
    member: Member
    reason: str = ""

    @property
    def answer(self) -> int:
        """The type that it was answered with: 4 a message, 5 deferred, 7 an update, 9 a form."""
        return self.asked.answer

    @property
    def form(self) -> ShownForm:
        """What opened."""
        assert self.asked.form is not None, f"no form opened, but {self.asked.answer}"
        return ShownForm(self.asked.form, self.member, self.asked.channel, self.asked.message)

    @property
    def message(self) -> Shown:
        """What it was answered with, as it stands now."""
        return self._shown(self.asked.original_id)

    @property
    def messages(self) -> list[Shown]:
        """All that came of it, follow-ups too, as they stand now."""
        at = self.asked.channel
        standing = [each for each in self.asked.made if each in at.messages or each in at.whispers]
        return [self._shown(each) for each in standing]

    @property
    def choices(self) -> list[tuple[str, Any]]:
        return [(each["name"], each["value"]) for each in self.asked.choices or ()]

    def _shown(self, message_id: str) -> Shown:
        at = self.asked.channel
        found = at.messages.get(message_id) or at.whispers[message_id]
        return Shown(at, found, self.member, whispered="_to" in found)


class AskActs(Stage):
    """Each act returns once the app has answered, or three seconds are over."""

    async def _asks(
        self,
        member: Member,
        channel: Channel,
        kind: int,
        data: dict[str, Any],
        *,
        app: Application,
        message: Message | None = None,
        name: str = "",
    ) -> Outcome:
        asked = self._begun(member, channel, kind, app, message, name)
        asked.data = data
        if not app.endpoint_url:
            payload = self._payload(member, asked, data)
            self.state.tell_one(app, "INTERACTION_CREATE", payload, channel.guild)
        try:
            await asyncio.wait_for(asked.answered.wait(), self.state.answer_within)
        except TimeoutError:
            reason = NO_ANSWER if message is None else FAILED
            if kind != AUTOCOMPLETE:
                self.complaints.append(Complaint(member, name, reason))
            return Outcome(ok=False, asked=asked, member=member, reason=reason)
        return Outcome(ok=True, asked=asked, member=member)

    def _begun(
        self,
        member: Member,
        channel: Channel,
        kind: int,
        app: Application,
        message: Message | None,
        name: str,
    ) -> Interaction:
        number, token = self.state.world.new_id(), f"aW50ZXJhY3Rpb246{uuid.uuid4().hex}"
        now, started = self.state.world.now(), time.monotonic()
        asked = Interaction(number, token, kind, app, member.user, channel, now, started, message, name)
        self.state.interactions[token] = asked
        return asked

    def _payload(self, member: Member, asked: Interaction, data: dict[str, Any]) -> dict[str, Any]:
        at, guild = asked.channel, asked.channel.guild
        payload: dict[str, Any] = {
            "id": asked.id,
            "application_id": asked.app.id,
            "type": asked.kind,
            "token": asked.token,
            "version": 1,
            "data": data,
            "channel_id": at.id,
            "channel": shapes.channel(at) | {"permissions": str(computed(at, member.user))},
            "app_permissions": shapes.app_permissions(at, asked.app.bot),
            "locale": "en-GB",
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": {"0": guild.id if guild else "0"},
            "context": 1 if at.type == DM else 0,
            "attachment_size_limit": SIZE,
        }
        if asked.message is not None:
            payload["message"] = shapes.message(asked.message, asked.app.bot)
        if guild is None:
            return payload | {"user": shapes.user(member.user)}
        who = shapes.member(member) | {"permissions": str(computed(at, member.user))}
        here = {"id": guild.id, "locale": guild.locale, "features": []}
        return payload | {"guild_id": guild.id, "guild": here, "guild_locale": guild.locale, "member": who}

    @property
    def last_sent(self) -> dict[str, Any]:
        """The `data` of the last interaction, whether anybody heard it or not."""
        return list(self.state.interactions.values())[-1].data
