"""People and channels come and go, and so does the app."""

from typing import Any

from tests.fakes.slack.acts.stage import Stage
from tests.fakes.slack.messages import event_of, write
from tests.fakes.slack.methods.users import described
from tests.fakes.slack.outbox import Outcome
from tests.fakes.slack.world import SLACKBOT, Channel, Member, Team

LETTER = {"channel": "C", "group": "G", "im": "D"}


class MembershipActs(Stage):
    """Each returns once the app has heard of it."""

    async def joins(self, member: Member, channel: Channel) -> list[Outcome]:
        channel.members.add(member.id)
        team, text = self.team_of(channel), f"<@{member.id}> has joined the channel"
        message = write(self.state, channel, {"subtype": "channel_join", "user": member.id, "text": text})
        joined = self._membership("member_joined_channel", member, channel)
        return [
            *await self._tell(team, event_of(channel, message), channel),
            *await self._tell(team, joined, channel),
        ]

    async def leaves(self, member: Member, channel: Channel) -> list[Outcome]:
        channel.members.discard(member.id)
        team, text = self.team_of(channel), f"<@{member.id}> has left the channel"
        message = write(self.state, channel, {"subtype": "channel_leave", "user": member.id, "text": text})
        left = self._membership("member_left_channel", member, channel)
        return [
            *await self._tell(team, event_of(channel, message), channel),
            *await self._tell(team, left, channel),
        ]

    def slips_out(self, member: Member, channel: Channel) -> None:
        """They leave, or are removed, and the app doesn't hear of it."""
        channel.members.discard(member.id)

    def shares(self, channel: Channel, other: Team, *members: Member, told_through: Team) -> None:
        """By Slack Connect: people and the app of the other team are in it as well."""
        channel.shared_with.add(other.id)
        other.channels[channel.id] = channel
        channel.members.update(member.id for member in members)
        channel.told_through = told_through.id

    async def removes_bot(
        self, channel: Channel, *, by: Member, also_as_member: bool = False, unsaid: bool = False
    ) -> list[Outcome]:
        """Slackbot says so in a direct message, and an event that the app left: channel_left or group_left.

        `also_as_member`: a further event says that a member left, the app. `unsaid`: nothing says anything.
        """
        team = self.team_of(channel)
        bot = self.bot_of(team)
        channel.members.discard(bot.id)
        if unsaid:
            return []
        kind = "channel_left" if channel.kind == "channel" else "group_left"
        event = {"type": kind, "channel": channel.id, "actor_id": by.id, "event_ts": self._stamp(channel)}
        outcomes = await self._slackbot(bot, f"You have been removed from #{channel.name} by <@{by.id}>")
        outcomes += await self._tell(team, event, channel)
        if also_as_member:
            left = self._membership("member_left_channel", bot, channel)
            outcomes += await self._tell(team, left, channel)
        return outcomes

    async def _slackbot(self, bot: Member, text: str) -> list[Outcome]:
        team = self.team_of(bot)
        direct = self.state.world.direct(team, SLACKBOT, bot.id)
        message = write(self.state, direct, {"user": SLACKBOT, "text": text})
        return await self._tell(team, event_of(direct, message), direct)

    async def archives(self, member: Member, channel: Channel) -> list[Outcome]:
        channel.archived = True
        kind = "channel_archive" if channel.kind == "channel" else "group_archive"
        return await self._closed(kind, channel, user=member.id, is_moved=0)

    async def unarchives(self, member: Member, channel: Channel) -> list[Outcome]:
        channel.archived = False
        kind = "channel_unarchive" if channel.kind == "channel" else "group_unarchive"
        return await self._closed(kind, channel, user=member.id)

    async def deletes_channel(self, channel: Channel) -> list[Outcome]:
        channel.deleted = True
        return await self._closed(
            "channel_deleted" if channel.kind == "channel" else "group_deleted", channel
        )

    async def deactivates(self, member: Member) -> list[Outcome]:
        """Their account is closed."""
        member.deleted = True
        team = self.team_of(member)
        for channel in team.channels.values():
            if channel.kind != "im":
                channel.members.discard(member.id)
        event = {"type": "user_change", "user": described(member), "cache_ts": int(self.state.world.now())}
        return await self._tell(team, event | {"event_ts": f"{self.state.world.now():.6f}"})

    def kills_token(self, team: Team, error: str = "token_revoked") -> None:
        """From now on every call with this team's tokens is refused, and no event says so."""
        for token in self.state.tokens.of(team):
            token.dead = error

    async def revokes_tokens(self, team: Team) -> list[Outcome]:
        self.kills_token(team)
        bot = self.bot_of(team)
        return await self._tell(team, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [bot.id]}})

    async def uninstalls(self, team: Team) -> list[Outcome]:
        """Slack says so by two events, the tokens first."""
        self.kills_token(team, "account_inactive")
        bot = self.bot_of(team)
        revoked = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [bot.id]}}
        outcomes = await self._tell(team, revoked) + await self._tell(team, {"type": "app_uninstalled"})
        for install in self.state.installs:
            install.active = install.active and install.bot is not bot
        bot.deleted = True
        for channel in team.channels.values():
            channel.members -= {bot.id} if channel.kind != "im" else set()
        return outcomes

    def _membership(self, kind: str, member: Member, channel: Channel) -> dict[str, Any]:
        return {
            "type": kind,
            "user": member.id,
            "channel": channel.id,
            "channel_type": LETTER[channel.kind],
            "team": channel.team_id,
            "event_ts": self._stamp(channel),
        }

    async def _closed(self, kind: str, channel: Channel, **further: Any) -> list[Outcome]:
        event = {"type": kind, "channel": channel.id, "event_ts": self._stamp(channel)} | further
        return await self._tell(self.team_of(channel), event, channel)

    def _stamp(self, channel: Channel) -> str:
        return channel.stamp(self.state.world.clock)
