"""All other events as happenings: people and channels that go, the app that goes, its home that is opened."""

from collections.abc import Callable, Mapping
from datetime import datetime

from adapters.slack.heard.messages import Heard, from_message
from adapters.slack.heard.needs import Payload
from adapters.slack.heard.payload import account, inside, moment
from bot.domain.happenings import ChannelClosed, Happening, HomeOpened, InstallationLost, MemberLeft

UNINSTALLED = "Debrief was removed from this Slack workspace."
REVOKED = "Slack withdrew the permission that Debrief had in this workspace."
HOME = "home"


def from_event(body: Payload, me: str) -> Happening | None:
    """None for an event that is none of ours. Raises KeyError or ValueError for one that can't be read."""
    event = inside(body, "event")
    read = _READERS.get(str(event.get("type")))
    return read(Heard(body, me)) if read else None


def _left_channel(it: Heard) -> Happening:
    if it.event["user"] == it.me:
        return ChannelClosed(it.source, it.channel, _when(it))
    who = account(it.source.installation_ref, str(it.event["user"]))
    return MemberLeft(it.source, who, _when(it), it.channel)


def _channel_closed(it: Heard) -> Happening:
    return ChannelClosed(it.source, it.channel, _when(it))


def _user_changed(it: Heard) -> Happening | None:
    user = inside(it.event, "user")
    if not user.get("deleted"):
        return None
    return MemberLeft(it.source, account(it.source.installation_ref, str(user["id"])), _when(it))


def _home_opened(it: Heard) -> Happening | None:
    if it.event.get("tab") != HOME:
        return None
    return HomeOpened(it.source, account(it.source.installation_ref, str(it.event["user"])), _when(it))


def _uninstalled(it: Heard) -> Happening:
    return InstallationLost(it.source, UNINSTALLED, _when(it))


def _revoked(it: Heard) -> Happening | None:
    """Of members' own tokens we have none; only the bot's matter."""
    if not inside(it.event, "tokens").get("bot"):
        return None
    return InstallationLost(it.source, REVOKED, _when(it))


def _when(it: Heard) -> datetime:
    return moment(it.event.get("event_ts") or it.body["event_time"])


_READERS: Mapping[str, Callable[[Heard], Happening | None]] = {
    "message": from_message,
    "member_left_channel": _left_channel,
    "channel_left": _channel_closed,
    "group_left": _channel_closed,
    "channel_deleted": _channel_closed,
    "group_deleted": _channel_closed,
    "channel_archive": _channel_closed,
    "group_archive": _channel_closed,
    "user_change": _user_changed,
    "app_home_opened": _home_opened,
    "app_uninstalled": _uninstalled,
    "tokens_revoked": _revoked,
}

EVENTS = frozenset(_READERS)
"""What the app subscribes to, but for the kinds of channel in which messages are heard."""
