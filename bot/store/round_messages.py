"""What a member says in a mock round. A message that is deleted keeps its id, not its text."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.happenings import MessageAt, MessagePosted
from bot.domain.ids import GroupId, InstallationId
from bot.domain.round import MOST_LATER_LETTERS, Round, RoundId
from bot.store.storable import storable
from bot.store.tables import installations, round_messages

_KEEP = text(
    "insert into round_messages (group_id, round_id, turn, installation_id, channel_ref, message_ref, text,"
    " posted_at, version_at)"
    " select :group, :round, :turn, :installation, :channel, :message, :text, :posted, :version"
    " where not exists (select 1 from events where installation_id = :installation"
    " and channel_ref = :channel and message_ref = :message and kind = any(:outdated_by))"
    " on conflict (installation_id, channel_ref, message_ref) do nothing returning id"
)


@dataclass(frozen=True, slots=True)
class KeptWords:
    """A message that belongs, or belonged, to a round."""

    id: int
    group: GroupId
    round: RoundId
    turn: int
    state: str
    version_at: datetime


@dataclass(frozen=True, slots=True)
class Said:
    turn: int
    text: str


class RoundMessages:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def known(self, installation: InstallationId, at: MessageAt) -> KeptWords | None:
        """The way in for an edit or a deletion: it finds the round, so it is given none."""
        rows = await self._connection.execute(
            select(round_messages).where(
                round_messages.c.installation_id == installation,
                round_messages.c.channel_ref == at.channel_ref,
                round_messages.c.message_ref == at.message_ref,
            )
        )
        row = rows.one_or_none()
        if row is None:
            return None
        ids = GroupId(row.group_id), RoundId(row.round_id)
        return KeptWords(row.id, *ids, row.turn, row.state, row.version_at)

    async def home(self, platform: str, at: MessageAt) -> str | None:
        """Of a message that belongs, or belonged, to a round: the installation in whose name it was heard."""
        rows = await self._connection.execute(
            select(installations.c.external_ref)
            .join(round_messages, round_messages.c.installation_id == installations.c.id)
            .where(
                installations.c.platform == platform,
                round_messages.c.channel_ref == at.channel_ref,
                round_messages.c.message_ref == at.message_ref,
            )
            .order_by(installations.c.id)
            .limit(1)
        )
        return rows.scalar_one_or_none()

    async def keep(self, it: Round, message: MessagePosted) -> bool:
        """Words of the turn that is open now. False when they were kept before, or are gone already."""
        # Whatever an edit made of it, the original that comes in after it says nothing new.
        outdated_by = ["deleted"] if message.edited_at else ["deleted", "edited"]
        row = await self._connection.execute(
            _KEEP,
            {
                "group": it.group,
                "round": it.id,
                "turn": it.words_go_to,
                "installation": it.installation,
                "channel": message.at.channel_ref,
                "message": message.at.message_ref,
                "text": storable(message.text),
                "posted": message.posted_at,
                "version": message.version,
                "outdated_by": outdated_by,
            },
        )
        return row.first() is not None

    async def replace(self, kept: KeptWords, content: str, version: datetime) -> None:
        """What an edit made of a message while its turn is open."""
        await self._set(kept, text=storable(content), state="kept", version_at=version)

    async def record(self, kept: KeptWords, content: str, version: datetime) -> None:
        """What the last edit made of it later."""
        later = storable(content)[:MOST_LATER_LETTERS]
        await self._set(kept, later_texts=[later], version_at=version)

    async def blank(self, kept: KeptWords, state: str, version: datetime) -> None:
        """Forget the words: deleted, or made a note to oneself."""
        await self._set(kept, text="", later_texts=[], state=state, version_at=version)

    async def text(self, kept: KeptWords) -> str:
        """What it says, as it's read in its round."""
        rows = await self._connection.execute(
            select(round_messages.c.text).where(
                round_messages.c.group_id == kept.group, round_messages.c.id == kept.id
            )
        )
        return str(rows.scalar_one())

    async def said(self, it: Round) -> list[Said]:
        """All words of the round, in the order in which they were written."""
        rows = await self._connection.execute(
            select(round_messages.c.turn, round_messages.c.text)
            .where(
                round_messages.c.group_id == it.group,
                round_messages.c.round_id == it.id,
                round_messages.c.state == "kept",
            )
            .order_by(round_messages.c.turn, round_messages.c.posted_at, round_messages.c.message_ref)
        )
        return [Said(row.turn, row.text) for row in rows]

    async def is_cut(self, it: Round) -> bool:
        """Whether its member has deleted words of it since its last change of state."""
        rows = await self._connection.execute(
            select(round_messages.c.id)
            .where(
                round_messages.c.group_id == it.group,
                round_messages.c.round_id == it.id,
                round_messages.c.state == "deleted",
                round_messages.c.version_at > it.entered_at,
            )
            .limit(1)
        )
        return rows.first() is not None

    async def letters(self, it: Round, *, besides: KeptWords | None = None) -> int:
        """How long all words of the round are; those of one message need not be counted."""
        rows = await self._connection.execute(
            select(func.coalesce(func.sum(func.length(round_messages.c.text)), 0)).where(
                round_messages.c.group_id == it.group,
                round_messages.c.round_id == it.id,
                round_messages.c.id != (besides.id if besides else 0),
            )
        )
        return int(rows.scalar_one())

    async def _set(self, kept: KeptWords, **values: object) -> None:
        await self._connection.execute(
            update(round_messages)
            .where(round_messages.c.group_id == kept.group, round_messages.c.id == kept.id)
            .values(**values)
        )
