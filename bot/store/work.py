"""One unit of work: one transaction, and the rooms of the store that share it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.ports import Hint, Hints
from bot.store.answers import Answers
from bot.store.audit import Audit
from bot.store.deliveries import Deliveries
from bot.store.due import Due
from bot.store.events import Events
from bot.store.grades import Grades
from bot.store.groups import Groups
from bot.store.inbound import Inbound
from bot.store.ledger import Ledger
from bot.store.messages import Messages
from bot.store.people import People
from bot.store.postings import Postings
from bot.store.posts import Posts
from bot.store.queue import Queue
from bot.store.schedules import Schedules


class Work:
    """What a use case may read and write before it commits. No network call is made inside it."""

    def __init__(self, connection: AsyncConnection, hints: Hints) -> None:
        self._connection = connection
        self._hints = hints
        self.answers = Answers(connection)
        self.audit = Audit(connection)
        self.deliveries = Deliveries(connection)
        self.due = Due(connection)
        self.events = Events(connection)
        self.grades = Grades(connection)
        self.groups = Groups(connection)
        self.inbound = Inbound(connection)
        self.ledger = Ledger(connection)
        self.messages = Messages(connection)
        self.people = People(connection)
        self.postings = Postings(connection)
        self.posts = Posts(connection)
        self.queue = Queue(connection)
        self.schedules = Schedules(connection)

    async def hint(self, hint: Hint, *ids: int) -> None:
        """Tell the workers of rows that may be due, if this transaction commits."""
        if ids:
            raw = await self._connection.get_raw_connection()
            await self._hints.give(raw.driver_connection, hint, ids)


class Store:
    """The database, as transactions."""

    def __init__(self, engine: AsyncEngine, hints: Hints) -> None:
        self.engine = engine
        self._hints = hints

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        """One transaction: committed when the block ends, rolled back when it raises."""
        async with self.engine.begin() as connection:
            yield Work(connection, self._hints)


def engine_for(url: str, *, connections: int = 10) -> AsyncEngine:
    """An engine for a libpq URL of any spelling."""
    scheme, _, rest = url.partition("://")
    if scheme not in {"postgres", "postgresql", "postgresql+psycopg"}:
        raise ValueError(f"DATABASE_URL names no Postgres: {scheme}://…")
    return create_async_engine(
        f"postgresql+psycopg://{rest}",
        pool_size=connections,
        max_overflow=connections,
        pool_pre_ping=False,
        pool_recycle=1800,
    )
