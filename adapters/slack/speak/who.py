"""Who is in a channel, and who may begin a group there."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from adapters.slack.speak.call import Caller
from bot.errors import ChannelGone, PrivateMessagesClosed, UserMustAct

PAGE = 999
MOST_PAGES = 20
"""Of a channel that is larger nobody says who isn't in it."""
FRESH = timedelta(minutes=1)
AGAIN = timedelta(seconds=5)
"""So soon nobody is looked for a second time: they may have joined just now."""
MOST_KEPT = 500

CONVERSATION = (
    "A group needs a channel, and this is a conversation between a few. Nothing was changed. Make a channel, "
    "`/invite @Debrief` there, and run setup in it."
)
NOT_IN_IT = "I'm not in it: never invited, or removed. `/invite @Debrief` brings me in."
SHARED = (
    "This channel is shared with another workspace. Slack tells me of what is written there in the name of "
    "one workspace or the other, and answers could be lost; so I begin no group here yet. Nothing was "
    "changed. Make a channel of this workspace alone, `/invite @Debrief` there, and run setup in it."
)
GUEST = (
    "Guests can't begin a group in this workspace. Nothing was changed. Ask a full member to run "
    "`/debrief-admin setup` here; you take part by answering."
)
STRANGER = (
    "Your account belongs to another workspace, so you can't begin a group in this one. Nothing was changed. "
    "Ask a member of this workspace to run `/debrief-admin setup` here."
)


@dataclass(slots=True)
class Members:
    """Of one channel, when they were last read."""

    users: frozenset[str] = frozenset()
    whole: bool = True
    read_at: datetime | None = None
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    def says(self, user: str, now: datetime) -> bool | None:
        """None when they have to be read anew."""
        if self.read_at is None:
            return None
        age = now - self.read_at
        if user in self.users:
            return True if age < FRESH else None
        return False if age < AGAIN else None


@dataclass(slots=True)
class Who:
    caller: Caller
    now: Callable[[], datetime]
    _channels: OrderedDict[tuple[str, str], Members] = field(default_factory=OrderedDict)

    async def is_in(self, installation_ref: str, channel: str, user: str) -> bool | None:
        """None for a channel too large to say. Raises ChannelGone where the bot itself isn't."""
        members = self._members(installation_ref, channel)
        async with members.reading:  # many come at once when a scenario is out: one of them asks
            found = members.says(user, self.now())
            if found is None:
                await self._read(members, installation_ref, channel)
                found = user in members.users
        return found or (False if members.whole else None)

    async def check_home(self, installation_ref: str, channel: str, user: str) -> None:
        """Raises UserMustAct, in words for this user, where no group of theirs can live.

        ChannelGone where the bot isn't.
        """
        try:
            answer = await self.caller.call(installation_ref, "conversations.info", channel=channel)
        except ChannelGone as gone:
            raise ChannelGone(NOT_IN_IT) from gone
        whole = await self._is_of_organisation(installation_ref)
        _check_channel(answer["channel"], of_organisation=whole)
        try:
            answer = await self.caller.call(installation_ref, "users.info", user=user)
        except PrivateMessagesClosed as unseen:
            raise UserMustAct(STRANGER) from unseen
        await self._check_user(installation_ref, answer["user"])

    async def _is_of_organisation(self, installation_ref: str) -> bool:
        """Installed in all workspaces of one, so that a channel between them is no other's."""
        return (await self.caller.tokens.of(installation_ref)).enterprise_id == installation_ref

    async def _check_user(self, installation_ref: str, user: Mapping[str, Any]) -> None:
        if user.get("is_restricted") or user.get("is_ultra_restricted"):
            raise UserMustAct(GUEST)
        token = await self.caller.tokens.of(installation_ref)
        organisation = (user.get("enterprise_user") or {}).get("enterprise_id") or user.get("enterprise_id")
        at_home = {token.team_id, token.enterprise_id} & {user.get("team_id"), organisation} - {"", None}
        if user.get("is_stranger") or (token.team_id and user.get("team_id") and not at_home):
            raise UserMustAct(STRANGER)

    def _members(self, installation_ref: str, channel: str) -> Members:
        named = (installation_ref, channel)
        found = self._channels.setdefault(named, Members())
        self._channels.move_to_end(named)
        while len(self._channels) > MOST_KEPT:
            self._channels.popitem(last=False)
        return found

    async def _read(self, members: Members, installation_ref: str, channel: str) -> None:
        users: set[str] = set()
        cursor: str | None = None
        for _ in range(MOST_PAGES):
            answer = await self.caller.call(
                installation_ref, "conversations.members", channel=channel, limit=PAGE, cursor=cursor
            )
            users.update(map(str, answer.get("members") or ()))
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or None
            if cursor is None:
                break
        members.users, members.whole, members.read_at = frozenset(users), cursor is None, self.now()


def _check_channel(about: Mapping[str, Any], *, of_organisation: bool) -> None:
    if about.get("is_im") or about.get("is_mpim"):
        raise UserMustAct(CONVERSATION)
    if not about.get("is_member"):
        raise ChannelGone(NOT_IN_IT)
    outside = about.get("is_ext_shared") or about.get("is_pending_ext_shared")
    if outside or (about.get("is_org_shared") and not of_organisation):
        raise UserMustAct(SHARED)
