"""Slack, as the core speaks to it."""

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime

from adapters.chats.readings import Page, Readings, Span
from adapters.slack.blocks import home, messages
from adapters.slack.heard.messages import written
from adapters.slack.heard.payload import moment, source
from adapters.slack.heard.typed import as_typed
from adapters.slack.speak.call import Caller
from adapters.slack.speak.history import Message, message_at, pages, span
from adapters.slack.speak.outcomes import NotAllowed, Spot
from adapters.slack.speak.parts import content
from adapters.slack.speak.places import Places, Target
from adapters.slack.speak.publishing import Publishing
from adapters.slack.speak.tokens import SLACK, CoreNow
from adapters.slack.speak.turns import wall
from adapters.slack.speak.who import Who
from bot.domain.cards import Card
from bot.domain.happenings import Account, MessageAt, MessagePosted
from bot.errors import BackfillRefused, PrivateMessagesClosed
from bot.ports import Direct, InThread, Place, Published, Whispered

MARK = "memo"
NOTHING_TO_MARK = frozenset(
    {
        "already_reacted",
        "no_reaction",
        "message_not_found",
        "bad_timestamp",
        "not_reactable",
        "too_many_emoji",
        "too_many_reactions",
    }
)
"""The mark is as it should be, or the message can carry none."""
GONE = frozenset({"thread_not_found", "message_not_found"})


class SlackPlatform:
    """`bot.ports.ChatPlatform`, for all installations of one app."""

    def __init__(self, caller: Caller, core: CoreNow, *, now: Callable[[], datetime] = wall) -> None:
        self.caller = caller
        self._places = Places(caller)
        self._readings = Readings(self._pages, _written, now, _replies)
        self._who = Who(caller, now)
        self._publishing = Publishing(caller, self._places, core, now)

    @property
    def name(self) -> str:
        return SLACK

    async def publish(self, place: Place, card: Card, key: str) -> Published:
        if isinstance(place, Whispered):
            return await self._whisper(place, card, key)
        try:
            return await self._publishing.publish(place, card, key)
        except PrivateMessagesClosed:
            if isinstance(place, Direct):
                self._places.forget_direct(place.installation_ref, place.account.ref)
            raise

    async def find(self, place: Place, key: str) -> Published | None:
        return None if isinstance(place, Whispered) else await self._publishing.find(place, key)

    async def revise(self, place: Place, key: str, card: Card) -> None:
        if not isinstance(place, Whispered):
            await self._publishing.revise(place, card, key)

    async def mark(self, installation_ref: str, message: MessageAt, *, included: bool) -> None:
        await self.caller.call(
            installation_ref,
            "reactions.add" if included else "reactions.remove",
            fine=NOTHING_TO_MARK,
            channel=message.channel_ref,
            timestamp=message.message_ref,
            name=MARK,
        )

    async def read(self, installation_ref: str, message: MessageAt) -> str | None:
        found = await message_at(
            self.caller, installation_ref, message.channel_ref, message.message_ref, message.thread_ref
        )
        return None if found is None else as_typed(str(found.get("text") or ""))

    async def written_since(
        self, place: InThread | Direct, after: datetime, as_of: datetime | None = None
    ) -> Sequence[MessagePosted]:
        target = await self._places.target(place)
        try:
            found = await self._readings.since(target, after, as_of)
        except NotAllowed as refused:
            raise BackfillRefused(refused.message) from refused
        return sorted(found, key=lambda one: one.posted_at)

    async def is_in(self, installation_ref: str, channel_ref: str, account: Account) -> bool | None:
        return await self._who.is_in(installation_ref, channel_ref, account.ref)

    async def check_home(self, installation_ref: str, channel_ref: str, account: Account) -> None:
        await self._who.check_home(installation_ref, channel_ref, account.ref)

    async def show_page(self, place: Direct, card: Card) -> None:
        await self.caller.call(
            place.installation_ref, "views.publish", user_id=place.account.ref, view=home(card)
        )

    def _pages(self, target: Target, within: Span, reached: str) -> AsyncIterator[Page[Message]]:
        return pages(self.caller, target, span(within.since, within.until), reached)

    async def _whisper(self, place: Whispered, card: Card, key: str) -> Published:
        """Seen by one account, kept by nobody: there is nothing to find again."""
        first = ""
        for number, message in enumerate(messages(card)):
            answer = await self.caller.call(
                place.installation_ref,
                "chat.postEphemeral",
                place=place.channel_ref,
                spot=Spot.CHANNEL,
                channel=place.channel_ref,
                user=place.account.ref,
                thread_ts=place.thread_ref,
                **{name: said for name, said in content(message, key, number).items() if name != "metadata"},
            )
            first = first or str(answer.get("message_ts", ""))
        return Published(first, place.thread_ref or first)


def _replies(target: Target, message: Message, after: datetime) -> Target | None:
    """Those below a message of a conversation: its history leaves them out."""
    latest = message.get("latest_reply")
    if target.spot is not Spot.ALONE or target.thread is not None or not message.get("reply_count"):
        return None
    if latest and moment(latest) <= after:
        return None
    return Target(target.installation_ref, target.channel, str(message["ts"]), target.spot)


def _written(target: Target, message: Message) -> MessagePosted | None:
    """Not the root that comes along with its thread."""
    if message["ts"] == target.thread:
        return None
    where = source(target.installation_ref, str(message["ts"]))
    return written(where, target.channel, message, direct=target.spot is Spot.ALONE)
