"""Servers, their channels, roles and people: how they're set up, and how they change."""

from collections.abc import Iterable

from tests.fakes.discord import messages, shapes
from tests.fakes.discord.acts.stage import Stage
from tests.fakes.discord.app import Application
from tests.fakes.discord.gateway.opening import opened
from tests.fakes.discord.permissions import bits
from tests.fakes.discord.refusal import NotPossible
from tests.fakes.discord.world import FORUM, TEXT, VOICE, Channel, Guild, Member, Overwrite, Role, User

KINDS = {"text": TEXT, "voice": VOICE, "forum": FORUM, "announcement": 5, "category": 4}
USUAL = (
    "view_channel",
    "send_messages",
    "send_messages_in_threads",
    "create_public_threads",
    "create_private_threads",
    "embed_links",
    "attach_files",
    "read_message_history",
    "add_reactions",
)
"""What an app is invited with, unless a test says otherwise."""


class GuildActs(Stage):
    def guild(self, name: str) -> Guild:
        """With an owner, and nobody else."""
        guild = self.state.world.guild(name)
        owner = self.member(guild, "Owner")
        guild.owner_id = owner.id
        return guild

    def member(
        self,
        guild: Guild,
        name: str,
        *,
        roles: Iterable[Role] = (),
        takes_messages: bool = True,
        user: User | None = None,
    ) -> Member:
        """Somebody who's there already. `user`: who has an account from elsewhere."""
        who = user or self.state.world.user(name, takes_messages=takes_messages)
        return self.state.join(guild, who, roles)

    def role(self, guild: Guild, name: str, *permissions: str, mentionable: bool = False) -> Role:
        role = Role(self.state.world.new_id(), name, bits(*permissions), len(guild.roles), mentionable)
        guild.roles[role.id] = role
        self.state.tell("GUILD_ROLE_CREATE", {"guild_id": guild.id, "role": shapes.role(role)}, guild=guild)
        return role

    def gives_role(self, member: Member, role: Role, *, takes: bool = False) -> None:
        kept = [each for each in member.roles if each != role.id]
        member.roles = kept if takes else [*kept, role.id]
        data = shapes.member(member) | {"guild_id": member.guild.id}
        self.state.tell("GUILD_MEMBER_UPDATE", data, guild=member.guild)

    def channel(
        self,
        guild: Guild,
        name: str,
        *,
        kind: str = "text",
        tags: Iterable[str] = (),
        tag_required: bool = False,
        parent: Channel | None = None,
    ) -> Channel:
        made = self.state.world.channel(guild, KINDS[kind], name, parent=parent, tag_required=tag_required)
        made.tags = [
            {
                "id": self.state.world.new_id(),
                "name": each,
                "moderated": False,
                "emoji_id": None,
                "emoji_name": None,
            }
            for each in tags
        ]
        self.state.tell("CHANNEL_CREATE", shapes.channel(made), at=made)
        return made

    def permits(
        self, channel: Channel, who: Role | Member, allow: Iterable[str] = (), deny: Iterable[str] = ()
    ) -> None:
        """Set what a role or a member may do there, instead of what was set before."""
        kind = 0 if isinstance(who, Role) else 1
        was = self._who_hears(channel)
        channel.overwrites[who.id] = Overwrite(who.id, kind, bits(*allow), bits(*deny))
        for app in was & self._who_hears(channel):
            self.state.tell_one(app, "CHANNEL_UPDATE", shapes.channel(channel), channel.guild)
        for app in was - self._who_hears(channel):
            self.state.tell_one(app, "CHANNEL_DELETE", shapes.channel(channel), channel.guild)

    def _who_hears(self, channel: Channel) -> set[Application]:
        return {each for each in self.state.apps.values() if self.state.hears(each.bot, channel)}

    def install(self, app: Application, guild: Guild, permissions: Iterable[str] = USUAL) -> Member:
        """An organiser invites the app, with a role of its own that holds these permissions."""
        name, number = app.bot.name, len(guild.roles)
        role = Role(self.state.world.new_id(), name, bits(*permissions), number, managed_by=app.id)
        guild.roles[role.id] = role
        bot = self.state.join(guild, app.bot, [role])
        self.state.tell_one(app, "GUILD_CREATE", opened(app, guild, joined=True), guild)
        return bot

    def bot_of(self, guild: Guild, app: Application | None = None) -> Member:
        return guild.members[(app or self.app).bot.id]

    def may(self, guild: Guild, *permissions: str, app: Application | None = None) -> None:
        """Change what the app's own role holds."""
        wanted = (app or self.app).id
        role = next(each for each in guild.roles.values() if each.managed_by == wanted)
        role.permissions = bits(*permissions)
        self.state.tell("GUILD_ROLE_UPDATE", {"guild_id": guild.id, "role": shapes.role(role)}, guild=guild)

    async def joins(self, user: User | Member, guild: Guild, *, hello_in: Channel | None = None) -> Member:
        """Where a guild greets, its client posts a message of type 7."""
        who = user.user if isinstance(user, Member) else user
        member = self.state.join(guild, who)
        self.state.tell("GUILD_MEMBER_ADD", shapes.member(member) | {"guild_id": guild.id}, guild=guild)
        if hello_in:
            notice = messages.make(self.state, hello_in, who, kind=messages.JOIN)
            messages.post(self.state, notice, hello_in)
        return member

    async def leaves(self, member: Member) -> None:
        """By themselves, or thrown out: it's told in the same way."""
        guild = member.guild
        if guild.members.pop(member.id, None) is None:
            raise NotPossible(f"{member.name} isn't in {guild.name}")
        for thread in self.state.world.threads(guild):
            if thread.thread:
                thread.thread.members.pop(member.id, None)
        data = {"guild_id": guild.id, "user": shapes.user(member.user)}
        self.state.tell("GUILD_MEMBER_REMOVE", data, guild=guild)

    async def removes_app(self, guild: Guild, app: Application | None = None) -> None:
        who = app or self.app
        del guild.members[who.bot.id]
        for role in [each for each in guild.roles.values() if each.managed_by == who.id]:
            del guild.roles[role.id]
        self.state.tell_one(who, "GUILD_DELETE", {"id": guild.id}, guild)

    async def fails(self, guild: Guild) -> None:
        """An outage of Discord's: the guild is unavailable."""
        guild.unavailable = True
        self.state.tell("GUILD_DELETE", {"id": guild.id, "unavailable": True}, guild=guild)

    async def recovers(self, guild: Guild) -> None:
        guild.unavailable = False
        for app in self.state.apps.values():
            if app.bot.id in guild.members:
                self.state.tell_one(app, "GUILD_CREATE", opened(app, guild), guild)

    async def renames(self, what: Channel | Guild, name: str) -> None:
        what.name = name
        if isinstance(what, Guild):
            self.state.tell("GUILD_UPDATE", shapes.guild(what), guild=what)
        else:
            kind = "THREAD_UPDATE" if what.is_thread else "CHANNEL_UPDATE"
            self.state.tell(kind, shapes.channel(what), at=what)

    async def deletes_channel(self, channel: Channel) -> None:
        """With all its threads. Of threads of a deleted channel Discord says nothing."""
        channel.deleted = True
        if channel.thread and channel.parent:
            data = {"id": channel.id, "guild_id": self._guild(channel).id, "type": channel.type}
            self.state.tell("THREAD_DELETE", data | {"parent_id": channel.parent.id}, at=channel)
            return
        for thread in self.state.world.threads(self._guild(channel)):
            thread.deleted = thread.deleted or thread.parent is channel
        self.state.tell("CHANNEL_DELETE", shapes.channel(channel), at=channel)

    async def times_out(self, member: Member, *, ends: bool = False) -> None:
        member.timed_out = not ends
