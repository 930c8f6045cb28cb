"""Counts what a group in a fake Slack came to: nothing may be lost, and nothing may stand there twice."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import text

from adapters.main import House
from tests.fakes.slack.server import Channel, FakeSlack, Member, Shown
from tests.fakes.slack_heard import Workspace


@dataclass(slots=True, kw_only=True)
class Counted:
    place: Workspace
    house: House
    answers: dict[str, str] = field(default_factory=dict)
    """What each one's answer has to be in the end, by account."""

    @property
    def slack(self) -> FakeSlack:
        return self.place.slack

    @property
    def channel(self) -> Channel:
        return self.place.channel

    def cards(self) -> list[Shown]:
        return [one for one in self.slack.said(self.channel) if "Answer privately" in one.buttons]

    def told(self, member: Member, words: str) -> list[str]:
        """What this member was told directly that holds these words."""
        seen = self.slack.said(self.slack.direct(member), member)
        return [one.words for one in seen if words in one.words]

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
            " union all select kind, id from deliveries where state not in ('sent', 'dropped')"
            " union all select 'answer', id from answers where grade_due_at is not null"
        )

    async def counts(self) -> None:
        """Nothing is lost, nothing stands there twice."""
        assert await self.kept() == self.answers
        assert len(self.cards()) == 1
        assert self.doubled() == {}
        assert await self.owed() == []
        once = dict.fromkeys(self.answers, 1)
        assert await self._each("count(distinct g.id)", "grades g on g.answer_id = a.id") == once
        arrived = "ledger l on l.answer_id = a.id and l.kind = 'arrival'"
        assert await self._each("count(distinct l.id)", arrived) == once
        for ref in self.answers:
            assert len(self.told(self.place.member(ref), "Your debrief")) == 1, ref

    async def _each(self, counting: str, joined: str) -> dict[str, int]:
        """How many of something there are for each answer that stands, by account."""
        rows = await self.sql(
            f"select i.external_ref, {counting} from answers a join identities i using (person_id)"
            f" join {joined} where a.state <> 'withdrawn' group by 1"
        )
        return dict(rows)

    def doubled(self) -> dict[tuple[str, ...], int]:
        """Cards, or parts of them, that stand more than once where they stand."""
        found = Counter[tuple[str, ...]]()
        for channel in self.place.team.channels.values():
            for message in channel.messages.values():
                named = message.get("metadata", {}).get("event_payload", {})
                found[channel.id, str(named.get("key")), str(named.get("part"))] += bool(named)
        return {what: times for what, times in found.items() if times > 1}
