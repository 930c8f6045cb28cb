"""Who caused something, and by which ways they can be answered privately."""

from dataclasses import dataclass
from enum import Enum, auto

from adapters.slack.heard.needs import Payload
from adapters.slack.heard.payload import account, inside, installation_of
from bot.domain.happenings import Account, CommandGiven, MessagePosted


class Surface(Enum):
    """Where they acted."""

    CHANNEL = auto()
    """On a message, in a channel or a conversation; or with a slash command there."""
    MODAL = auto()
    HOME = auto()


@dataclass(frozen=True, slots=True)
class Asker:
    account: Account
    key: str
    """Marks what they are sent because of this."""
    surface: Surface = Surface.CHANNEL
    channel_ref: str = ""
    thread_ref: str | None = None
    trigger_id: str = ""
    response_url: str = ""
    view_id: str = ""

    @property
    def installation_ref(self) -> str:
        return self.account.scope


def by_message(message: MessagePosted) -> Asker:
    """In the direct messages a whisper would be gone the next day, and there is nobody to keep it from."""
    key = message.source.event_ref
    if message.at.direct:
        return Asker(message.author, key)
    return Asker(message.author, key, channel_ref=message.at.channel_ref, thread_ref=message.at.thread_ref)


def by_mention(given: CommandGiven, channel: str, thread_ref: str | None) -> Asker:
    return Asker(given.account, given.source.event_ref, channel_ref=channel, thread_ref=thread_ref)


def by_command(body: Payload) -> Asker:
    return Asker(
        account=_account(body, str(body["user_id"]), str(body.get("user_name") or "")),
        key=str(body["trigger_id"]),
        channel_ref=str(body.get("channel_id") or ""),
        trigger_id=str(body["trigger_id"]),
        response_url=str(body.get("response_url") or ""),
    )


def by_interaction(body: Payload) -> Asker:
    """Of a button, a shortcut or a form that was sent."""
    user, view, message = inside(body, "user"), inside(body, "view"), inside(body, "message")
    container = inside(body, "container")
    trigger = str(body.get("trigger_id") or "")
    return Asker(
        account=_account(body, str(user["id"]), str(user.get("name") or user.get("username") or "")),
        key=trigger or f"{user['id']}-{body.get('action_ts') or view.get('id')}",
        surface=_surface(view),
        channel_ref=str(inside(body, "channel").get("id") or container.get("channel_id") or ""),
        thread_ref=_thread(message, container),
        trigger_id=trigger,
        response_url=str(body.get("response_url") or ""),
        view_id=str(view.get("id") or ""),
    )


def _account(body: Payload, user: str, name: str) -> Account:
    return account(installation_of(body), user, name)


def _surface(view: Payload) -> Surface:
    if not view:
        return Surface.CHANNEL
    return Surface.HOME if view.get("type") == "home" else Surface.MODAL


def _thread(message: Payload, container: Payload) -> str | None:
    """The thread that the message is a reply in. An ephemeral message names it in its container only."""
    ts = message.get("ts") or container.get("message_ts")
    thread = message.get("thread_ts") or container.get("thread_ts")
    return str(thread) if thread and thread != ts else None
