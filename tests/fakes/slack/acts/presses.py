"""Members press, choose, command, and use shortcuts."""

from typing import Any

from tests.fakes.slack.acts.stage import Complaint, Stage
from tests.fakes.slack.hooks import whisper
from tests.fakes.slack.kit_text import words
from tests.fakes.slack.methods.views import shown_view
from tests.fakes.slack.mrkdwn import escape
from tests.fakes.slack.outbox import Delivery, Outcome
from tests.fakes.slack.refusal import NotPossible
from tests.fakes.slack.seen import Shown, ShownView, pressable
from tests.fakes.slack.world import Channel, Member, shown

CHANNEL_NAMES = {"group": "privategroup", "im": "directmessage"}


class PressActs(Stage):
    """Each returns once the app has answered, or three seconds are over."""

    async def types_command(
        self, member: Member, channel: Channel, command: str, text: str = "", *, thread: str = ""
    ) -> Outcome:
        """`/debrief me`: the command and what follows it. Slack refuses commands inside of threads."""
        if thread:
            raise NotPossible(f"{command} is not supported in threads. Sorry!")
        self._must_stand_in(member, channel)
        if self.state.app.commands is not None and command not in self.state.app.commands:
            raise NotPossible(f"{command} is not a valid command")
        payload = self._command(member, channel) | {"command": command, "text": escape(text.strip())}
        outcome = await self._asks(member, Delivery("slash_commands", payload, command))
        whisper(self.state, channel, member, outcome.body)
        return outcome

    async def clicks(self, member: Member, where: Shown | ShownView, label: str) -> Outcome:
        """Press the button with this text (or this action_id) on what they see."""
        pressed, block_id = _button(where.blocks, label)
        payload = self._person(member, "block_actions") | {
            "trigger_id": self.state.trigger(member),
            "actions": [self._action(pressed, block_id)],
        }
        payload |= self._on_view(where) if isinstance(where, ShownView) else self._on_message(member, where)
        return await self._asks(member, Delivery("interactive", payload, "block_actions"))

    async def uses_shortcut(self, member: Member, message: Shown, callback_id: str) -> Outcome:
        """From the menu beside a message."""
        if self.state.app.shortcuts is not None and callback_id not in self.state.app.shortcuts:
            raise NotPossible(f"there's no shortcut {callback_id}")
        if message.whispered:
            raise NotPossible("a message that only you see has no shortcuts")
        payload = self._person(member, "message_action") | {
            "callback_id": callback_id,
            "trigger_id": self.state.trigger(member),
            "action_ts": f"{self.state.world.now():.6f}",
            "message_ts": message.ts,
            "message": shown(message.message, metadata=False),
            "channel": self._named(message.channel),
            "response_url": self.state.hook(message.channel, member, message.message),
        }
        return await self._asks(member, Delivery("interactive", payload, "message_action"))

    async def opens_home(self, member: Member, tab: str = "home") -> list[Outcome]:
        event: dict[str, Any] = {
            "type": "app_home_opened",
            "user": member.id,
            "channel": self.direct(member).id,
            "tab": tab,
            "event_ts": f"{self.state.world.now():.6f}",
        }
        published = self.state.views.get(self.state.homes.get(member.id, ""))
        event |= {"view": shown_view(published)} if published and tab == "home" else {}
        return await self._tell(self.team_of(member), event)

    async def _asks(self, member: Member, delivery: Delivery) -> Outcome:
        """Nothing of this is tried twice: the member is told that it didn't work."""
        outcome = await self.state.outbox.send(delivery)
        if not outcome.ok:
            self.complaints.append(Complaint(member, delivery.what, outcome.reason))
        return outcome

    def _command(self, member: Member, channel: Channel) -> dict[str, str]:
        team, org = self.team_of(channel), self._of_organisation(member)
        named = {"enterprise_id": team.enterprise_id, "enterprise_name": "The organisation"}
        return {
            "token": self.state.app.verification_token,
            "team_id": team.id,
            "team_domain": team.domain,
            "channel_id": channel.id,
            "channel_name": CHANNEL_NAMES.get(channel.kind, channel.name),
            "user_id": member.id,
            "user_name": member.handle,
            "api_app_id": self.state.app.app_id,
            "is_enterprise_install": "true" if org else "false",
            "response_url": self.state.hook(channel, member),
            "trigger_id": self.state.trigger(member),
            **{name: value for name, value in named.items() if value and team.enterprise_id},
        }

    def _person(self, member: Member, kind: str) -> dict[str, Any]:
        team = self.team_of(member)
        named = {"id": member.id, "username": member.handle, "name": member.handle, "team_id": team.id}
        org = {"id": team.enterprise_id, "name": "The organisation"} if team.enterprise_id else None
        return {
            "type": kind,
            "user": named,
            "api_app_id": self.state.app.app_id,
            "token": self.state.app.verification_token,
            "team": {"id": team.id, "domain": team.domain},
            "enterprise": org,
            "is_enterprise_install": self._of_organisation(member),
        }

    def _of_organisation(self, member: Member) -> bool:
        team = self.team_of(member)
        return any(each.token.enterprise_id for each in self.state.installs if each.team is team)

    def _on_message(self, member: Member, where: Shown) -> dict[str, Any]:
        container = {
            "type": "message",
            "message_ts": where.ts,
            "channel_id": where.channel.id,
            "is_ephemeral": where.whispered,
        }
        if where.message.get("thread_ts"):
            container["thread_ts"] = where.message["thread_ts"]
        on = {
            "container": container,
            "channel": self._named(where.channel),
            "state": {"values": {}},
            "response_url": self.state.hook(where.channel, member, where.message),
        }
        message = shown(where.message, metadata=False)
        return on if where.whispered else on | {"message": message}

    def _on_view(self, where: ShownView) -> dict[str, Any]:

        return {"container": {"type": "view", "view_id": where.id}, "view": shown_view(where.view)}

    def _named(self, channel: Channel) -> dict[str, str]:
        return {"id": channel.id, "name": CHANNEL_NAMES.get(channel.kind, channel.name)}

    def _action(self, pressed: dict[str, Any], block_id: str) -> dict[str, Any]:
        action = {name: pressed[name] for name in ("type", "action_id", "value", "text") if name in pressed}
        return action | {"block_id": block_id, "action_ts": f"{self.state.world.now():.6f}"}


def _button(blocks: list[dict[str, Any]], label: str) -> tuple[dict[str, Any], str]:
    offered = [(each, block["block_id"]) for block in blocks for each in pressable(block)]
    buttons = [(each, block_id) for each, block_id in offered if each["type"] == "button"]
    for each, block_id in buttons:
        if label in (words(each["text"]), each["action_id"]):
            return each, block_id
    raise NotPossible(f"no button {label!r} among {[words(each['text']) for each, _ in buttons]}")
