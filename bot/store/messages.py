"""The messages that make up answers. A message that is taken out or deleted keeps its id, not its text."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Boolean, bindparam, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.answer import Answer
from bot.domain.answering import Part
from bot.domain.group import Channel
from bot.domain.happenings import MessageAt
from bot.domain.ids import AnswerId, ChannelId, GroupId
from bot.store.compiled import Compiled, Driver
from bot.store.storable import storable
from bot.store.tables import answer_messages, channels, installations

_KEEP = Compiled(
    text(
        "insert into answer_messages"
        " (group_id, answer_id, channel_id, message_ref, thread_ref, text, included, try_number, posted_at,"
        " version_at, written_at, changed)"
        " select :group, :answer, :channel, :ref, :thread, :text, true, :try_number, :posted, :version,"
        " :written, :changed"
        " where not exists (select 1 from events where installation_id = :installation"
        " and channel_ref = :channel_ref and message_ref = :ref and kind = any(:outdated_by))"
        " on conflict (channel_id, message_ref) do update set text = excluded.text,"
        " version_at = excluded.version_at, written_at = excluded.written_at,"
        " changed = excluded.changed, state = 'kept',"
        " included = true"
        " where answer_messages.version_at < excluded.version_at and answer_messages.state <> 'deleted'"
        " and answer_messages.group_id = excluded.group_id returning id, marked"
    ),
    [answer_messages.c.id, answer_messages.c.marked],
)

_PART_COLUMNS = (
    answer_messages.c.message_ref,
    answer_messages.c.posted_at,
    answer_messages.c.text,
    answer_messages.c.written_at,
    answer_messages.c.try_number,
)
_PARTS = Compiled(
    select(*_PART_COLUMNS)
    .where(
        answer_messages.c.group_id == bindparam("group"),
        answer_messages.c.answer_id == bindparam("answer"),
        answer_messages.c.included,
    )
    .order_by(answer_messages.c.posted_at, answer_messages.c.message_ref),
    _PART_COLUMNS,
)


class MessageState(StrEnum):
    KEPT = "kept"
    NOTE = "note"
    TAKEN_OUT = "taken out"
    DELETED = "deleted"


_MESSAGE = (
    answer_messages.c.group_id == bindparam("group"),
    answer_messages.c.channel_id == bindparam("channel"),
    answer_messages.c.message_ref == bindparam("ref"),
)
_OWNER_COLUMNS = (
    answer_messages.c.answer_id,
    answer_messages.c.state,
    answer_messages.c.text,
    answer_messages.c.written_at,
    answer_messages.c.changed,
)
_OWNER = Compiled(select(*_OWNER_COLUMNS).where(*_MESSAGE), _OWNER_COLUMNS)
_DROP = Compiled(
    update(answer_messages)
    .where(
        *_MESSAGE,
        answer_messages.c.state == MessageState.KEPT,
        bindparam("any_version", type_=Boolean) | (answer_messages.c.version_at < bindparam("version")),
    )
    .values(state=bindparam("new_state"), included=False, text="", version_at=bindparam("version"))
    .returning(answer_messages.c.id),
    [answer_messages.c.id],
)
_REPLACE_FORM = Compiled(
    update(answer_messages)
    .where(
        answer_messages.c.group_id == bindparam("group"),
        answer_messages.c.answer_id == bindparam("answer"),
        answer_messages.c.channel_id.is_(None),
        answer_messages.c.try_number == bindparam("try_number"),
        answer_messages.c.included,
    )
    .values(state=MessageState.DELETED, included=False, text="")
)


@dataclass(frozen=True, slots=True)
class KeptMessage:
    id: int
    marked: bool


@dataclass(frozen=True, slots=True)
class Owner:
    """The answer to which a message belongs, or belonged."""

    answer: AnswerId
    state: MessageState
    text: str
    written_at: datetime
    changed: int


@dataclass(frozen=True, slots=True)
class Unmarked:
    """A message whose mark on the platform differs from what it should be."""

    platform: str
    installation_ref: str
    channel_ref: str
    message_ref: str
    included: bool
    thread_ref: str | None


class Messages:
    def __init__(self, connection: AsyncConnection, driver: Driver) -> None:
        self._connection = connection
        self._driver = driver

    async def keep(
        self,
        answer: Answer,
        channel: Channel | None,
        part: Part,
        version: datetime,
        *,
        original: bool = False,
    ) -> KeptMessage | None:
        """Include a message, or a newer text of it. None for what is older than what was seen before."""
        found = await _KEEP.first(
            self._driver,
            {
                "group": answer.group,
                "answer": answer.id,
                "channel": channel.id if channel else None,
                "installation": channel.installation if channel else None,
                "channel_ref": channel.ref if channel else None,
                "ref": part.ref,
                "thread": part.thread_ref,
                "text": storable(part.text),
                "posted": part.posted_at,
                "version": version,
                "written": part.written_at,
                "changed": part.changed,
                "try_number": answer.tries,
                # Whatever an edit made of it, the original that comes in after it says nothing new.
                "outdated_by": ["deleted", "edited"] if original else ["deleted"],
            },
        )
        return None if found is None else KeptMessage(*found.values())

    async def drop(self, channel: Channel, at: MessageAt, state: MessageState, version: datetime) -> bool:
        """Forget a message's text. False when it was forgotten before, or a newer version came first."""
        dropped = await _DROP.first(
            self._driver,
            {
                "group": channel.group,
                "channel": channel.id,
                "ref": at.message_ref,
                "new_state": state,
                "version": version,
                "any_version": state is not MessageState.NOTE,
            },
        )
        return dropped is not None

    async def replace_form(self, answer: Answer) -> None:
        """Make room for a new form: the one before it, of the same try, is forgotten."""
        values = {"group": answer.group, "answer": answer.id, "try_number": answer.tries}
        await _REPLACE_FORM.run(self._driver, values)

    async def owner(self, group: GroupId, channel: ChannelId, ref: str) -> Owner | None:
        """The answer to which a message belongs or belonged."""
        row = await _OWNER.first(self._driver, {"group": group, "channel": channel, "ref": ref})
        if row is None:
            return None
        answer, state, words, written_at, changed = row.values()
        return Owner(AnswerId(answer), MessageState(state), words, written_at, changed)

    async def parts(self, group: GroupId, answer: AnswerId) -> list[Part]:
        """What is included now, of every try, in the order in which it was written."""
        rows = await _PARTS.run(self._driver, {"group": group, "answer": answer})
        return [Part(*row.values()) for row in rows]

    async def unmarked(self, message: int) -> Unmarked | None:
        """A message whose mark is out of date; None when it's right. Named by a job, so by its own id."""
        rows = await self._connection.execute(
            select(
                installations.c.platform,
                installations.c.external_ref.label("installation"),
                channels.c.external_ref.label("channel"),
                answer_messages.c.message_ref,
                answer_messages.c.included,
                answer_messages.c.thread_ref,
            )
            .join(channels, channels.c.id == answer_messages.c.channel_id)
            .join(installations, installations.c.id == channels.c.installation_id)
            .where(
                answer_messages.c.id == message,
                answer_messages.c.included != answer_messages.c.marked,
                answer_messages.c.state != "deleted",
            )
        )
        row = rows.one_or_none()
        if row is None:
            return None
        named = row.platform, row.installation, row.channel, row.message_ref
        return Unmarked(*named, row.included, row.thread_ref)

    async def put_off_mark(self, message: int, until: datetime) -> None:
        await self._connection.execute(
            update(answer_messages).where(answer_messages.c.id == message).values(lease_until=until)
        )

    async def marked(self, message: int, *, included: bool) -> None:
        await self._connection.execute(
            update(answer_messages)
            .where(answer_messages.c.id == message)
            .values(marked=included, lease_until=None)
        )
