"""What stands in the fake Slack: cards as somebody reads them, buttons as they find them."""

from adapters.slack.speak.platform import SlackPlatform
from bot.domain.cards import Card
from bot.domain.happenings import Action
from bot.ports import Direct, InThread, Place, Published, Whispered
from tests.fakes.slack.faults import dropped
from tests.fakes.slack.seen import Shown, pressable
from tests.fakes.slack.server import Member
from tests.fakes.slack_heard import Workspace


class LosingPlatform(SlackPlatform):
    """The reply to its next card gets lost on the way, when that was asked for."""

    losing: Workspace | None = None

    async def publish(self, place: Place, card: Card, key: str) -> Published:
        self._lose("chat.postMessage", 1)
        return await super().publish(place, card, key)

    async def revise(self, place: Place, key: str, card: Card) -> None:
        self._lose("chat.update", 9)
        await super().revise(place, key, card)

    def _lose(self, method: str, times: int) -> None:
        if self.losing is not None:
            self.losing.slack.faults.call(method, dropped(effect=True), times=times)
            self.losing = None


def cards_at(workspace: Workspace, place: Place) -> list[str]:
    """A card may take several messages, and its file one more."""
    cards: dict[str, list[str]] = {}
    last = ""
    for message in messages_at(workspace, place):
        last = key_of(message) or (last if message.files else message.ts)
        cards.setdefault(last, []).append(message.words)
    return ["\n".join(parts) for parts in cards.values()]


def messages_at(workspace: Workspace, place: Place) -> list[Shown]:
    slack = workspace.slack
    if isinstance(place, Direct):
        who = workspace.member(place.account.ref)
        return slack.said(slack.direct(who), who)
    channel = workspace.team.channels[place.channel_ref]
    if isinstance(place, Whispered):
        seen = slack.messages(channel, workspace.member(place.account.ref))
        return [it for it in seen if it.whispered and it.thread_ts == place.thread_ref]
    thread = place.thread_ref if isinstance(place, InThread) else None
    return [it for it in slack.said(channel) if it.thread_ts == thread]


def key_of(message: Shown) -> str:
    return str(message.message.get("metadata", {}).get("event_payload", {}).get("key", ""))


def button_for(workspace: Workspace, who: Member, action: Action, subject: str) -> tuple[Shown, str] | None:
    """The first button of this meaning that they see, and the message it stands on."""
    for where in (workspace.channel, workspace.slack.direct(who)):
        for message in workspace.slack.messages(where, who):
            for each in pressable(message.blocks):
                named = str(each["action_id"]).startswith(f"debrief:{action.value}:")
                if named and each.get("value", "") == subject:
                    return message, str(each["action_id"])
    return None
