"""Members write, change and take away messages."""

from typing import Any

from tests.fakes.slack.acts.stage import Stage
from tests.fakes.slack.messages import by_bot, changed, edit, edited, event_of, take_away, write
from tests.fakes.slack.mrkdwn import rich, typed
from tests.fakes.slack.outbox import Outcome
from tests.fakes.slack.refusal import NotPossible
from tests.fakes.slack.world import Channel, Member, Message


class MessageActs(Stage):
    """Each returns once the app has acknowledged the event, or failed to twice."""

    async def posts(
        self,
        member: Member,
        channel: Channel,
        text: str,
        *,
        thread: str = "",
        broadcast: bool = False,
        files: tuple[str, ...] = (),
    ) -> str:
        """Type a message; `thread` is its root's ts. Returns the ts."""
        message = self.writes(member, channel, text, thread=thread, broadcast=broadcast, files=files)
        await self._tell(self.team_of(channel), event_of(channel, message), channel)
        return str(message["ts"])

    def writes(
        self,
        member: Member,
        channel: Channel,
        text: str,
        *,
        thread: str = "",
        broadcast: bool = False,
        files: tuple[str, ...] = (),
    ) -> Message:
        """The same, while the app hears nothing of it."""
        self._must_stand_in(member, channel)
        if thread and channel.messages[thread].get("thread_ts", thread) != thread:
            raise NotPossible("a reply has no replies: its thread is the root's")
        said: Message = {"user": member.id, "client_msg_id": self.state.world.new_id("msg-")}
        said["text"] = typed(self.team_of(channel), text)
        said["blocks"] = rich(text, self.state.world.new_id("b"))
        if files:
            said |= {"subtype": "file_share", "upload": False, "files": self._attached(member, files)}
        if broadcast:
            said["subtype"] = "thread_broadcast"
        return write(self.state, channel, said, thread)

    async def edits(self, member: Member, channel: Channel, ts: str, text: str) -> list[Outcome]:
        message = self._own(member, channel, ts)
        changes = {
            "text": typed(self.team_of(channel), text),
            "blocks": rich(text, self.state.world.new_id("b")),
            "edited": edited(self.state, member),
        }
        event = edit(self.state, channel, message, changes)
        return await self._tell(self.team_of(channel), event, channel)

    async def deletes(self, member: Member, channel: Channel, ts: str) -> list[Outcome]:
        """Their own, or as somebody who may delete others' when the message is the bot's."""
        message = channel.messages[ts]
        if message.get("user") != member.id and not message.get("bot_id"):
            raise NotPossible(f"{member.name} didn't write that")
        event = take_away(self.state, channel, message)
        return await self._tell(self.team_of(channel), event, channel)

    async def unfurls(self, channel: Channel, ts: str) -> list[Outcome]:
        """Slack adds a link's preview: a change in which the text is the same."""
        message = channel.messages[ts]
        before = dict(message)
        message["attachments"] = [{"id": 1, "from_url": "https://example.test", "title": "Example"}]
        event = changed(self.state, channel, before, message)
        return await self._tell(self.team_of(channel), event, channel)

    async def other_bot_posts(
        self, bot: Member, channel: Channel, text: str, *, thread: str = "", legacy: bool = False
    ) -> str:
        """Another app speaks; a legacy one by the subtype bot_message, without a user."""
        said: Message = by_bot(self.state, bot) | {"text": text}
        if legacy:
            said = {"subtype": "bot_message", "bot_id": bot.bot_id, "username": bot.name, "text": text}
        message = write(self.state, channel, said, thread)
        await self._tell(self.team_of(channel), event_of(channel, message), channel)
        return str(message["ts"])

    async def sets_topic(self, member: Member, channel: Channel, topic: str) -> list[Outcome]:
        said = {"subtype": "channel_topic", "user": member.id, "topic": topic, "text": f"set: {topic}"}
        message = write(self.state, channel, said)
        return await self._tell(self.team_of(channel), event_of(channel, message), channel)

    def _own(self, member: Member, channel: Channel, ts: str) -> Message:
        message = channel.messages[ts]
        if message.get("user") != member.id:
            raise NotPossible(f"{member.name} didn't write that")
        return message

    def _attached(self, member: Member, names: tuple[str, ...]) -> list[dict[str, Any]]:
        return [
            {
                "id": self.state.world.new_id("F"),
                "name": name,
                "title": name,
                "mimetype": "application/octet-stream",
                "filetype": name.rpartition(".")[2],
                "user": member.id,
                "size": 1,
                "url_private": f"{self.state.base}/files/{name}",
            }
            for name in names
        ]
