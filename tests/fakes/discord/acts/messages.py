"""Members write, change, delete, react and pin."""

from collections.abc import Mapping

from tests.fakes.discord import messages, shapes
from tests.fakes.discord.acts.stage import Stage
from tests.fakes.discord.permissions import can
from tests.fakes.discord.refusal import NotPossible
from tests.fakes.discord.routes.reactions import reaction_event
from tests.fakes.discord.rules.form import units
from tests.fakes.discord.rules.message import Draft
from tests.fakes.discord.wire import File
from tests.fakes.discord.world import CATEGORY, FORUM, VOICE, Channel, Member, Message

MOST = 2_000


class MessageActs(Stage):
    async def posts(
        self,
        member: Member,
        channel: Channel,
        text: str,
        *,
        reply_to: str = "",
        pings_author: bool = True,
        files: Mapping[str, bytes] | None = None,
    ) -> str:
        """The message's id. In a thread that was archived it wakes the thread."""
        self._may_write(member, channel)
        if units(text) > MOST or not (text.strip() or files):
            raise NotPossible("Your message is too long, or empty.")
        kind = messages.REPLY if reply_to else messages.DEFAULT
        message = messages.make(self.state, channel, member.user, text.strip(), kind=kind)
        if reply_to:
            self._refer(message, channel, reply_to, pings_author=pings_author)
        draft = Draft(
            files={n: File(name, raw, "text/plain") for n, (name, raw) in enumerate((files or {}).items())}
        )
        messages.fill(self.state, message, channel, draft)
        messages.post(self.state, message, channel)
        return str(message["id"])

    async def replies(
        self, member: Member, channel: Channel, to: str, text: str, *, ping: bool = True
    ) -> str:
        return await self.posts(member, channel, text, reply_to=to, pings_author=ping)

    async def edits(self, member: Member, channel: Channel, message_id: str, text: str) -> None:
        message = self._own(member, channel, message_id)
        if units(text) > MOST or not text.strip():
            raise NotPossible("Your message is too long, or empty.")
        message["content"] = text.strip()
        messages.name_people(self.state, message, channel)
        messages.updated(self.state, message, channel)

    async def deletes(self, member: Member, channel: Channel, message_id: str) -> None:
        """One's own, or anybody's for who may manage messages."""
        message = self._found(channel, message_id)
        if message["author"]["id"] != member.id and not can(channel, member.user, "manage_messages"):
            raise NotPossible(f"{member.name} may delete only their own messages")
        self._must_be_awake(channel)
        messages.remove(self.state, message_id, channel)

    async def deletes_many(self, member: Member, channel: Channel, ids: list[str]) -> None:
        """As a moderator's bot, or a ban, does."""
        self._must_stand_in(member, channel, "manage_messages")
        for each in ids:
            self._found(channel, each)
            del channel.messages[each]
        data = {"ids": ids, "channel_id": channel.id, "guild_id": self._guild(channel).id}
        self.state.tell("MESSAGE_DELETE_BULK", data, at=channel)

    async def unfurls(self, channel: Channel, message_id: str) -> None:
        """A link's preview comes later, as an update that changes no word."""
        message = self._found(channel, message_id)
        message["embeds"] = [{"type": "link", "url": "https://example.org", "title": "Example"}]
        messages.updated(self.state, message, channel, edited=False)

    async def reacts(self, member: Member, channel: Channel, message_id: str, emoji: str) -> None:
        message = self._found(channel, message_id)
        self._must_stand_in(member, channel, "read_message_history")
        if emoji not in message["_reactions"] and not can(channel, member.user, "add_reactions"):
            raise NotPossible(f"{member.name} may not add reactions")
        who = message["_reactions"].setdefault(emoji, [])
        if member.id not in who:
            who.append(member.id)
            reaction_event(self.state, "MESSAGE_REACTION_ADD", message, channel, member.user, emoji)

    async def unreacts(self, member: Member, channel: Channel, message_id: str, emoji: str) -> None:
        message = self._found(channel, message_id)
        who = message["_reactions"].get(emoji, [])
        if member.id not in who:
            raise NotPossible(f"{member.name} didn't react with {emoji}")
        who.remove(member.id)
        if not who:
            del message["_reactions"][emoji]
        reaction_event(self.state, "MESSAGE_REACTION_REMOVE", message, channel, member.user, emoji)

    async def types(self, member: Member, channel: Channel) -> None:
        """Their client says that they are typing."""
        at = int(self.state.world.now().timestamp())
        data = {"channel_id": channel.id, "user_id": member.id, "timestamp": at}
        place = {"guild_id": channel.guild.id, "member": shapes.member(member)} if channel.guild else {}
        self.state.tell("TYPING_START", data | place, at=channel)

    def _refer(self, message: Message, channel: Channel, to: str, *, pings_author: bool) -> None:
        found = self._found(channel, to)
        message["message_reference"] = {"type": 0, "channel_id": channel.id, "message_id": to}
        message["message_reference"] |= {"guild_id": channel.guild.id} if channel.guild else {}
        message["referenced_message"] = shapes.message(found)
        message["_rule"] = {"parse": ["users", "roles", "everyone"], "replied_user": pings_author}
        message["_replied"] = found["author"]["id"]

    def _may_write(self, member: Member, channel: Channel) -> None:
        self.state.archive_due()
        if channel.type in (CATEGORY, FORUM, VOICE):
            raise NotPossible("nothing is written there")
        needed = "send_messages_in_threads" if channel.is_thread else "send_messages"
        self._must_stand_in(member, channel, needed)
        if channel.thread and channel.thread.locked and not can(channel, member.user, "manage_threads"):
            raise NotPossible("This thread is locked")

    def _own(self, member: Member, channel: Channel, message_id: str) -> Message:
        message = self._found(channel, message_id)
        if message["author"]["id"] != member.id:
            raise NotPossible(f"that isn't {member.name}'s message")
        self._must_be_awake(channel)
        return message

    def _must_be_awake(self, channel: Channel) -> None:
        self.state.archive_due()
        if channel.thread and channel.thread.archived:
            raise NotPossible("This thread is archived")
