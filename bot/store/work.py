"""One unit of work: one transaction, and the rooms of the store that share it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.ports import Nudge, Nudges
from bot.store.answer_texts import AnswerTexts
from bot.store.answers import Answers
from bot.store.asked import Asked
from bot.store.attempts import Attempts
from bot.store.audit import Audit
from bot.store.canaries import CanaryRuns
from bot.store.compiled import Driver
from bot.store.credentials import Credentials
from bot.store.deliveries import Deliveries
from bot.store.due import Due
from bot.store.events import Events
from bot.store.figures import Figures
from bot.store.forgetting import Forgetting
from bot.store.grader_figures import GraderFigures
from bot.store.grader_state import Switch
from bot.store.grades import Grades
from bot.store.groups import Groups
from bot.store.homes import Homes
from bot.store.inbound import Inbound
from bot.store.installations import Installations
from bot.store.labels import Labels
from bot.store.landings import Landings
from bot.store.ledger import Ledger
from bot.store.link_codes import LinkCodes
from bot.store.link_moves import LinkMoves
from bot.store.link_places import LinkPlaces
from bot.store.links import Links
from bot.store.loops import LoopRows
from bot.store.messages import Messages
from bot.store.mine import Mine
from bot.store.missed import Missed
from bot.store.named import NamedPosts
from bot.store.outdated import Outdated
from bot.store.paces import Paces
from bot.store.packs import Packs
from bot.store.people import People
from bot.store.planning import Planning
from bot.store.plans import Plans
from bot.store.postings import Postings
from bot.store.posts import Posts
from bot.store.purging import Purging
from bot.store.questions import Questions
from bot.store.queue import Queue
from bot.store.ratings import RatingRows
from bot.store.refusals import Refusals
from bot.store.results import ResultRows
from bot.store.review_figures import FiguresOfReviews
from bot.store.reviews import Reviews
from bot.store.round_messages import RoundMessages
from bot.store.round_reviews import RoundReviews
from bot.store.rounds import Rounds
from bot.store.schedules import Schedules
from bot.store.seasons import Seasons
from bot.store.spending import Spending
from bot.store.standings import Standings
from bot.store.stories import Stories
from bot.store.streaks import Streaks
from bot.store.turns import Turns
from bot.store.unsaid import Unsaid
from bot.store.weekly import Weekly
from bot.store.whereabouts import Whereabouts
from bot.store.wishes import WishRows


class Work:
    """What a use case may read and write before it commits. No network call is made inside it."""

    def __init__(self, connection: AsyncConnection, driver: Driver, nudges: Nudges) -> None:
        self._driver, self._nudges = driver, nudges
        self._open_groups(connection)
        self._open_days(connection, driver)
        self._open_answers(connection, driver)
        self._open_rounds(connection)
        self._open_results(connection, driver)
        self._open_members(connection)
        self._open_traffic(connection, driver)
        self._open_house(connection, driver)

    async def nudge(self, nudge: Nudge, *ids: int, urgent: bool = False) -> None:
        """Tell the workers of rows that may be due, if this transaction commits."""
        if ids:
            await self._nudges.give(self._driver, nudge, ids, urgent=urgent)

    async def nudged(self, nudge: Nudge) -> int:
        """How many of these nudges wait for a worker."""
        return await self._nudges.waiting(self._driver, nudge)

    def _open_groups(self, connection: AsyncConnection) -> None:
        self.people = People(connection)
        self.groups = Groups(connection)
        self.homes = Homes(connection)
        self.whereabouts = Whereabouts(connection)
        self.installations = Installations(connection)
        self.credentials = Credentials(connection)
        self.refusals = Refusals(connection)
        self.schedules = Schedules(connection)
        self.missed = Missed(connection)
        self.asked = Asked(connection)

    def _open_days(self, connection: AsyncConnection, driver: Driver) -> None:
        self.planning = Planning(connection)
        self.queue = Queue(connection)
        self.packs = Packs(connection)
        self.wishes = WishRows(connection)
        self.posts = Posts(connection, driver)
        self.postings = Postings(connection, driver)
        self.named = NamedPosts(driver)
        self.outdated = Outdated(connection)
        self.weekly = Weekly(connection)

    def _open_answers(self, connection: AsyncConnection, driver: Driver) -> None:
        self.answers = Answers(connection, driver)
        self.texts = AnswerTexts(connection)
        self.messages = Messages(connection, driver)
        self.inbound = Inbound(driver)
        self.grades = Grades(connection, driver)
        self.turns = Turns(connection)
        self.questions = Questions(connection)
        self.reviews = Reviews(connection)
        self.labels = Labels(connection)

    def _open_rounds(self, connection: AsyncConnection) -> None:
        self.rounds = Rounds(connection)
        self.round_messages = RoundMessages(connection)
        self.round_reviews = RoundReviews(connection)
        self.loops = LoopRows(connection)
        self.stories = Stories(connection)
        self.plans = Plans(connection)

    def _open_results(self, connection: AsyncConnection, driver: Driver) -> None:
        self.ledger = Ledger(connection, driver)
        self.standings = Standings(connection)
        self.streaks = Streaks(connection)
        self.seasons = Seasons(connection)
        self.ratings = RatingRows(connection)
        self.results = ResultRows(connection)
        self.attempts = Attempts(connection)

    def _open_members(self, connection: AsyncConnection) -> None:
        self.mine = Mine(connection)
        self.links = Links(connection)
        self.link_codes = LinkCodes(connection)
        self.link_moves = LinkMoves(connection)
        self.link_places = LinkPlaces(connection)
        self.forgetting = Forgetting(connection)

    def _open_traffic(self, connection: AsyncConnection, driver: Driver) -> None:
        self.events = Events(connection, driver)
        self.deliveries = Deliveries(connection)
        self.landings = Landings(connection, driver)
        self.unsaid = Unsaid(connection, driver)
        self.paces = Paces(connection, driver)

    def _open_house(self, connection: AsyncConnection, driver: Driver) -> None:
        self.due = Due(connection, driver)
        self.purging = Purging(connection)
        self.audit = Audit(connection)
        self.figures = Figures(connection)
        self.review_figures = FiguresOfReviews(connection)
        self.grader = GraderFigures(connection)
        self.switch = Switch(connection)
        self.canaries = CanaryRuns(connection)
        self.spending = Spending(connection)


class Store:
    """The database, as transactions."""

    def __init__(self, engine: AsyncEngine, nudges: Nudges) -> None:
        self.engine = engine
        self._nudges = nudges

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        """One transaction: committed when the block ends, rolled back when it raises."""
        async with self.engine.begin() as connection:
            raw = await connection.get_raw_connection()
            yield Work(connection, cast("Driver", raw.driver_connection), self._nudges)


NETWORK = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}
"""For libpq: a server that vanished without a word is given up within a minute, not after hours."""


def engine_for(url: str, *, connections: int = 10) -> AsyncEngine:
    """An engine for a libpq URL of any spelling."""
    scheme, _, rest = url.partition("://")
    if scheme not in {"postgres", "postgresql", "postgresql+psycopg"}:
        raise ValueError(f"DATABASE_URL names no Postgres: {scheme}://…")
    return create_async_engine(
        f"postgresql+psycopg://{rest}",
        connect_args=dict(NETWORK),
        pool_size=connections,
        max_overflow=connections,
        pool_pre_ping=False,
        pool_recycle=1800,
        hide_parameters=True,  # an error that quotes them would carry what members wrote
    )
