"""What all acts stand on."""

from dataclasses import dataclass, field
from typing import Any

from tests.fakes.slack.faults import Faults
from tests.fakes.slack.outbox import Outcome
from tests.fakes.slack.refusal import NotPossible
from tests.fakes.slack.seen import Shown, on_screen
from tests.fakes.slack.state import State
from tests.fakes.slack.world import Channel, Member, Team


@dataclass(frozen=True, slots=True)
class Complaint:
    """What Slack told a member when the app didn't answer as it must."""

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

    def messages(self, channel: Channel, viewer: Member | None = None) -> list[Shown]:
        """What this person sees there, whispers to them included."""
        return on_screen(channel, viewer)

    def direct(self, member: Member) -> Channel:
        """This member's conversation with the app."""
        team = self.team_of(member)
        return self.state.world.direct(team, self.bot_of(team).id, member.id)

    def team_of(self, what: Channel | Member) -> Team:
        return self.state.world.team_of(what)

    def bot_of(self, team: Team) -> Member:
        found = next((each.bot for each in self.state.installs if each.team is team), None)
        if found is None:
            raise NotPossible(f"the app was never installed in {team.name}")
        return found

    async def _tell(self, team: Team, event: dict[str, Any], channel: Channel | None = None) -> list[Outcome]:
        return [await self.state.outbox.send(each) for each in self.state.deliveries(team, event, channel)]

    def _must_stand_in(self, member: Member, channel: Channel) -> None:
        if member.deleted:
            raise NotPossible(f"{member.name} has no account any more")
        if member.id not in channel.members:
            raise NotPossible(f"{member.name} isn't in #{channel.name}")
        if channel.archived or channel.deleted:
            raise NotPossible(f"#{channel.name} is closed")
