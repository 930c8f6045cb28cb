"""Members open, archive and lock threads."""

from tests.fakes.discord import messages, threads
from tests.fakes.discord.acts.messages import MessageActs
from tests.fakes.discord.permissions import can
from tests.fakes.discord.refusal import NotPossible
from tests.fakes.discord.world import FORUM, PRIVATE, PUBLIC, Channel, Member, Thread


class ThreadActs(MessageActs):
    async def opens_thread(
        self, member: Member, channel: Channel, name: str, *, of: str = "", private: bool = False
    ) -> Channel:
        """Of a message, or free-standing."""
        needed = "create_private_threads" if private else "create_public_threads"
        self._must_stand_in(member, channel, needed)
        message = self._found(channel, of) if of else None
        if of in self.state.world.channels:
            raise NotPossible("that message has a thread")
        kind = PRIVATE if private else PUBLIC
        made = threads.begin(self.state, channel, member.user, name, kind=kind, of=message)
        threads.announce(self.state, made, member.user, message)
        return made

    async def posts_in_forum(
        self, member: Member, forum: Channel, title: str, text: str, tags: tuple[str, ...] = ()
    ) -> Channel:
        """A post of its own; `tags` by their names."""
        self._must_stand_in(member, forum, "send_messages")
        if forum.type != FORUM:
            raise NotPossible(f"#{forum.name} is no forum")
        chosen = [each["id"] for each in forum.tags if each["name"] in tags]
        if forum.tag_required and not chosen:
            raise NotPossible("choose a tag")
        made = threads.begin(self.state, forum, member.user, title)
        assert made.thread is not None
        made.thread.tags = chosen
        threads.announce(self.state, made, member.user)
        first = messages.make(self.state, made, member.user, text) | {"id": made.id}
        messages.post(self.state, first, made)
        made.thread.sent = 0
        return made

    async def archives(self, member: Member, thread: Channel, *, opens: bool = False) -> None:
        """Whoever made it may, and who manages threads; to open it again, who may write."""
        state = self._state_of(thread)
        mine = state.owner_id == member.id and not state.locked
        if not mine and not can(thread, member.user, "manage_threads") and not (opens and not state.locked):
            raise NotPossible(f"{member.name} may not archive this thread")
        threads.set_archived(self.state, thread, archived=not opens)
        threads.changed(self.state, thread)

    async def locks(self, member: Member, thread: Channel, *, opens: bool = False) -> None:
        self._state_of(thread)
        self._must_stand_in(member, thread, "manage_threads")
        self._state_of(thread).locked = not opens
        threads.changed(self.state, thread)

    async def adds_to_thread(self, member: Member, thread: Channel, *others: Member) -> None:
        self._must_stand_in(member, thread, "send_messages_in_threads")
        messages.add_to_thread(self.state, thread, [each.id for each in others])

    async def leaves_thread(self, member: Member, thread: Channel) -> None:
        if self._state_of(thread).members.pop(member.id, None) is None:
            raise NotPossible(f"{member.name} isn't in that thread")
        messages.members_update(self.state, thread, removed=[member.id])

    async def archives_due(self) -> None:
        """As time does: threads in which nothing was said for long. Push the clock first."""
        self.state.archive_due()

    def _state_of(self, thread: Channel) -> Thread:
        if thread.thread is None:
            raise NotPossible(f"#{thread.name} is no thread")
        return thread.thread
