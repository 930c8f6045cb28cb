"""Counts what a group in a fake Discord came to: nothing may be lost, and nothing may stand there twice."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import text

from adapters.discord.wording import mark_of
from adapters.main import House
from tests.contract.discord_seen import SAID, cards_of
from tests.fakes.discord.server import Channel, FakeDiscord, Member, Shown
from tests.fakes.discord_heard import Server


@dataclass(slots=True, kw_only=True)
class Counted:
    place: Server
    house: House
    answers: dict[str, str] = field(default_factory=dict)
    """What each one's answer has to be in the end, by account."""

    @property
    def discord(self) -> FakeDiscord:
        return self.place.discord

    @property
    def channel(self) -> Channel:
        return self.place.channel

    @property
    def thread(self) -> Channel:
        """The newest scenario's. It hangs on the card's first message, and the buttons are on its last."""
        return max(self.discord.threads(self.channel), key=lambda one: int(one.id))

    def cards(self) -> list[Shown]:
        return [one for one in self.discord.said(self.channel) if "Answer privately" in one.buttons]

    def told(self, member: Member, words: str) -> list[str]:
        """What this member was told directly that holds these words, card by card."""
        seen = [one for one in self.discord.said(self.discord.direct(member), member) if one.kind in SAID]
        return [card for card in cards_of(seen) if words in card]

    async def sql(self, query: str, **values: Any) -> list[tuple[Any, ...]]:
        async with self.house.core.store.engine.connect() as connection:
            return [tuple(row) for row in await connection.execute(text(query), values)]

    async def kept(self) -> dict[str, str]:
        """Every answer as the core has it, by account."""
        rows = await self.sql(
            "select i.external_ref, string_agg(m.text, E'\\n\\n' order by m.posted_at, m.message_ref)"
            " from answers a join identities i using (person_id)"
            " join answer_messages m on m.answer_id = a.id and m.included group by a.id, 1"
        )
        assert len(dict(rows)) == len(rows), "somebody has two answers"
        return dict(rows)

    async def owed(self) -> list[tuple[Any, ...]]:
        """What is yet to be done, as rows."""
        return await self.sql(
            "select 'posting', id from postings where state in ('pending', 'sending')"
            " union all select kind, id from deliveries where state not in ('sent', 'dropped', 'waiting')"
            " union all select 'answer', id from answers where grade_due_at is not null"
        )

    async def counts(self) -> None:
        """Nothing is lost, nothing stands there twice, and each is told once."""
        kept = await self.kept()
        assert kept == self.answers, [(a, kept.get(a)) for a in self.answers]
        assert len(self.cards()) == 1
        assert self.doubled() == {}
        assert await self.owed() == []
        once = dict.fromkeys(self.answers, 1)
        assert await self._each("count(distinct g.id)", "grades g on g.answer_id = a.id") == once
        arrived = "ledger l on l.answer_id = a.id and l.kind = 'arrival'"
        assert await self._each("count(distinct l.id)", arrived) == once
        for ref in self.answers:
            member = self.place.guild.members[ref]
            told = len(self.told(member, "Your debrief"))
            assert told == int(member.user.takes_messages), member.name

    async def _each(self, counting: str, joined: str) -> dict[str, int]:
        """How many of something there are for each answer that stands, by account."""
        rows = await self.sql(
            f"select i.external_ref, {counting} from answers a join identities i using (person_id)"
            f" join {joined} where a.state <> 'withdrawn' group by 1"
        )
        return dict(rows)

    def doubled(self) -> dict[tuple[str, ...], int]:
        """What stands more than once: by its key where it carries one, else by its words."""
        found = Counter[tuple[str, ...]]()
        for channel in self.discord.state.world.channels.values():
            for one in self.discord.said(channel):
                if one.kind in SAID:
                    mark = mark_of(one.message)
                    found[channel.id, mark.key or one.text, str(mark.part)] += 1
        return {what: times for what, times in found.items() if times > 1}
