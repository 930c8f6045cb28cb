"""A command on its way to whatever answers it: who typed what, and where."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.calendar import zone_named
from bot.domain.cards import Card
from bot.domain.commanding import Typed
from bot.domain.group import Group, Member, Role
from bot.domain.happenings import CommandGiven
from bot.domain.ids import PersonId
from bot.errors import TakenBefore, UserMustAct
from bot.practice.commands.sentences import (
    LEFT_WITHOUT_ORGANISER,
    NOT_A_MEMBER,
    NOT_BY_MESSAGE,
    ORGANISERS_ONLY,
    TWICE,
    YOU_MANAGE,
)
from bot.practice.core import Core


class For(StrEnum):
    """Who may use a command, and where."""

    ANYBODY = "anybody, anywhere"
    VISITORS = "anybody in the group's channel"
    MEMBERS = "members"
    ORGANISERS = "organisers"
    FOUNDERS = "organisers, and anybody in a channel without a group"


@dataclass(frozen=True, slots=True)
class Here:
    """Where a command was typed, as far as the store knows."""

    person: PersonId | None
    zone: str = "UTC"
    """The typist's own; the group's until they say."""
    groups_zone: str = "UTC"
    group: Group | None = None
    member: Member | None = None
    organised: bool = True
    """Somebody organises the group."""
    nowhere: str = ""
    """Without a group: why, and what to do."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One command, its words read, its place known."""

    core: Core
    given: CommandGiven
    words: tuple[Typed, ...]
    """What stands behind the command's own word."""
    here: Here
    table: Mapping[str, "Command"]
    others: Mapping[str, "Command"]
    """What stands behind the other slash command."""
    now: datetime

    @property
    def plain(self) -> tuple[str, ...]:
        return tuple(word.plain for word in self.words)

    @property
    def group(self) -> Group:
        if self.here.group is None:
            raise UserMustAct(self.here.nowhere)
        return self.here.group

    @property
    def member(self) -> Member:
        group = self.group
        if self.here.member is None:
            raise UserMustAct(NOT_A_MEMBER.format(group=group.name))
        return self.here.member

    @property
    def today(self) -> date:
        """The group's date."""
        return self.now.astimezone(zone_named(self.here.groups_zone)).date()

    @property
    def organises(self) -> bool:
        return self.here.member is not None and self.here.member.role is Role.ORGANISER

    def allow(self, whom: For) -> None:
        """Raise a sentence when whoever typed it may not."""
        if whom not in (For.ANYBODY, For.FOUNDERS) and self.here.group is None:
            raise UserMustAct(self.here.nowhere)
        if whom is For.MEMBERS and self.here.member is None:
            raise UserMustAct(NOT_A_MEMBER.format(group=self.group.name))
        if self.organises:
            return
        if whom is For.FOUNDERS and self.given.in_message:
            raise UserMustAct(NOT_BY_MESSAGE)
        if whom is For.ORGANISERS:
            raise UserMustAct(self._refusal)

    @property
    def _refusal(self) -> str:
        if not self.here.organised:
            return LEFT_WITHOUT_ORGANISER
        return YOU_MANAGE if self.given.manages else ORGANISERS_ONLY

    async def once(self) -> None:
        """Called right before anything changes: a command that is delivered again changes nothing more.

        A crash in between leaves nothing changed, and whoever typed it sees no answer and types it again.
        """
        source = self.given.source
        async with self.core.store.work() as work:
            installation = await work.groups.installation(source.platform, source.installation_ref)
            if installation is None:
                return
            if not await work.events.admit(installation, source.event_ref, "command", None, self.now):
                raise TakenBefore(TWICE)


@dataclass(frozen=True, slots=True)
class Command:
    """A line of the table."""

    word: str
    whom: For
    says: str
    """What it does, in one line."""
    forms: tuple[str, ...]
    """What may stand behind the word; an empty one is the word alone."""
    examples: tuple[str, ...]
    run: Callable[[Asked], Awaitable[Card]]
