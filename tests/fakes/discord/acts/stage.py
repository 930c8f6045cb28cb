"""What all acts stand on."""

from dataclasses import dataclass, field

from tests.fakes.discord.app import Application
from tests.fakes.discord.faults import Faults
from tests.fakes.discord.permissions import can, sees
from tests.fakes.discord.refusal import NotPossible
from tests.fakes.discord.seen import Shown, on_screen
from tests.fakes.discord.state import Called, State
from tests.fakes.discord.world import Channel, Guild, Member, Message, User


@dataclass(frozen=True, slots=True)
class Complaint:
    """What Discord told a member when the app didn't answer as it must."""

    member: Member
    what: str
    reason: str


@dataclass(slots=True)
class Stage:
    state: State
    complaints: list[Complaint] = field(default_factory=list)

    @property
    def faults(self) -> Faults:
        return self.state.faults

    @property
    def app(self) -> Application:
        """The first there is."""
        return next(iter(self.state.apps.values()))

    @property
    def refused(self) -> list[Called]:
        """Every call that was answered with an error."""
        return [each for each in self.state.calls if each.status >= 400]

    def messages(self, channel: Channel, viewer: Member | None = None) -> list[Shown]:
        """What this person sees there, whispers to them included."""
        return on_screen(channel, viewer)

    def said(self, channel: Channel, viewer: Member | None = None) -> list[Shown]:
        """What the app said there, to be seen by this person."""
        return [each for each in self.messages(channel, viewer) if each.author == self.app.bot.id]

    def pinged(self, message: Shown | Message | str) -> list[str]:
        """The ids of those whom this message notified."""
        if isinstance(message, Shown):
            wanted = message.id
        else:
            wanted = message if isinstance(message, str) else message["id"]
        return [each.user_id for each in self.state.pings if each.message_id == wanted]

    def direct(self, member: Member | User, app: Application | None = None) -> Channel:
        """This member's conversation with the app."""
        user = member if isinstance(member, User) else member.user
        return self.state.world.direct((app or self.app).bot, user)

    def threads(self, channel: Channel) -> list[Channel]:
        guild = self._guild(channel)
        return [each for each in self.state.world.threads(guild) if each.parent is channel]

    def _guild(self, channel: Channel) -> Guild:
        if channel.guild is None:
            raise NotPossible("that's in no guild")
        return channel.guild

    def _must_stand_in(self, member: Member, channel: Channel, *needed: str) -> None:
        """Discord's client offers this only to who may."""
        if channel.guild is not None and member.id not in channel.guild.members:
            raise NotPossible(f"{member.name} isn't in {channel.guild.name}")
        if not sees(channel, member.user):
            raise NotPossible(f"{member.name} doesn't see #{channel.name}")
        if not can(channel, member.user, *needed):
            raise NotPossible(f"{member.name} may not {needed} in #{channel.name}")

    def _found(self, channel: Channel, message_id: str) -> Message:
        if message_id not in channel.messages:
            raise NotPossible(f"there's no message {message_id} in #{channel.name}")
        return channel.messages[message_id]
