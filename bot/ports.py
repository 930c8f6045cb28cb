"""What the core asks of the outside, in its own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.card_parts import Picture
from bot.domain.cards import Card
from bot.domain.chart import Chart, Trend
from bot.domain.committee_told import CommitteePacket
from bot.domain.forgetting import ForgottenAccount
from bot.domain.grade import GradeOutcome
from bot.domain.happenings import Account, GivenFile, MessageAt, MessagePosted
from bot.domain.interview import Exchange
from bot.domain.model import ModelOutcome, Question
from bot.domain.round import Question as Asked
from bot.domain.scenario import Scenario
from bot.domain.worded import Worded


class Clock(Protocol):
    """The only source of product time."""

    def now(self) -> datetime:
        """Aware UTC."""
        ...


@dataclass(frozen=True, slots=True)
class InChannel:
    installation_ref: str
    channel_ref: str


@dataclass(frozen=True, slots=True)
class InThread:
    installation_ref: str
    channel_ref: str
    thread_ref: str


@dataclass(frozen=True, slots=True)
class Direct:
    installation_ref: str
    account: Account


@dataclass(frozen=True, slots=True)
class Whispered:
    """Seen by one account only: in a thread or channel where that can be done unasked, else directly."""

    installation_ref: str
    channel_ref: str
    thread_ref: str | None
    account: Account


Place = InChannel | InThread | Direct | Whispered


@dataclass(frozen=True, slots=True)
class Published:
    """Where a card landed. `thread_ref` is what replies to it will carry."""

    message_ref: str
    thread_ref: str


class ChatPlatform(Protocol):
    """One chat platform. Every method may raise RetryLater or a UserMustAct of `bot.errors`."""

    @property
    def name(self) -> str:
        """The platform's name in `Account.platform` and `Source.platform`."""
        ...

    async def publish(self, place: Place, card: Card, key: str) -> Published:
        """Post a card that carries `key`, so that `find` meets it again.

        Raises ChannelGone; for a Direct place PrivateMessagesClosed, and for a Whispered one as well where
        nobody can be whispered to unasked. When it raises anything else, the card may have landed all the
        same: the caller asks `find` before it posts again.
        """
        ...

    async def find(self, place: Place, key: str) -> Published | None:
        """My own post with this key, if it landed. A whisper can't be found: None."""
        ...

    async def revise(self, place: Place, key: str, card: Card) -> None:
        """Show this card in place of my own one that carries `key`.

        Repeating is harmless. What stood there before can't be read there any more. Raises like `publish`
        when it stands there and can't be changed. What never landed, or was whispered, is let be, whoever
        may write there by now.
        """
        ...

    async def mark(self, installation_ref: str, message: MessageAt, *, included: bool) -> None:
        """Show quietly that a message is part of an answer, or take the mark away. Repeating is harmless."""
        ...

    async def read(self, installation_ref: str, message: MessageAt) -> str | None:
        """A message's text as it stands now; None when it's gone."""
        ...

    async def written_since(
        self, place: InThread | Direct, after: datetime, as_of: datetime | None = None
    ) -> Sequence[MessagePosted]:
        """What members wrote in a thread, or one member in their direct messages, after a moment.

        All of it that stands now, in order, as `receive` would be told of it; `edited_at` is set on each
        whose text was changed. What isn't in it is gone: a reading that can't be whole raises RetryLater,
        and one that the platform doesn't allow BackfillRefused. The core doesn't look at `source.event_ref`.

        A reading that takes several calls is gone on with, and one that is done may be given again, to
        whoever asks for the same `as_of`; without one it is read anew.
        """
        ...

    async def is_in(self, installation_ref: str, channel_ref: str, account: Account) -> bool | None:
        """Whether an account is in a channel, as of a minute ago at the most; None when nobody can say."""
        ...

    async def check_home(self, installation_ref: str, channel_ref: str, account: Account) -> None:
        """Raises UserMustAct, in words for this account, when no group can live in this channel for it.

        ChannelGone when nothing can be posted there; another when the account is a guest's, say.
        """
        ...

    async def show_page(self, place: Direct, card: Card) -> None:
        """Show a card on the bot's own page of one account, in place of what it shows; where it has one."""
        ...


class Files(Protocol):
    """Files that came along with what members did. Called outside of transactions."""

    async def fetch(self, file: GivenFile, most: int) -> bytes:
        """All of it. Raises UserMustAct for one that is gone, or larger than `most` bytes, and RetryLater."""
        ...


class Painter(Protocol):
    """Makes pictures. Slow and pure: it is called outside of transactions."""

    async def paint(self, chart: Chart | Trend) -> Picture | None:
        """None when a picture can't be made here; the text says the same."""
        ...


class Printer(Protocol):
    """Makes pages that are kept and printed. Quick and pure."""

    def page(self, packet: CommitteePacket) -> bytes:
        """One file with everything in it, whose reader needs nothing else."""
        ...


class ForgottenList(Protocol):
    """Which accounts were forgotten, where no restored backup reaches it. Lines are only ever added."""

    async def add(self, forgotten: Sequence[ForgottenAccount]) -> None:
        """Written for good when it returns. A line that comes twice is harmless. Raises RetryLater."""
        ...

    async def all(self) -> Sequence[ForgottenAccount]:
        """Raises UserMustAct when what was written can't be read."""
        ...


class Seal(Protocol):
    """Makes secrets unreadable in the database and its backups."""

    def seal(self, secret: str) -> bytes: ...

    def open(self, sealed: bytes) -> str:
        """Raises Misconfigured when none of the keys at hand opens it."""
        ...


class Model(Protocol):
    """One model at one endpoint. Whatever the endpoint does comes back as an outcome, not as an exception."""

    @property
    def name(self) -> str:
        """As it was asked for."""
        ...

    async def ask(self, question: Question) -> ModelOutcome: ...


class Grader(Protocol):
    """Text in, grade out. It never turns its own failure into a number."""

    async def grade(self, scenario: Scenario, text: str) -> GradeOutcome:
        """Raises RetryLater when nobody can grade now: the answer waits, and is graded later."""
        ...


class Interviewer(Protocol):
    """Puts a question of a round into words. It chooses none, and grades nothing."""

    async def word(self, scenario: Scenario, had: Sequence[Exchange], chosen: Asked) -> Worded:
        """The chosen question so that it follows from what was said; itself where no words will do.

        Bounded to some seconds, since somebody waits. Never raises for what an endpoint does.
        """
        ...


class GradeKeys(Protocol):
    """For a grader that may say different things of the same text: by these its first word is kept."""

    def key(self, scenario: Scenario, text: str) -> str:
        """The same for two texts exactly when they must get the same grade."""
        ...


class Nudge(StrEnum):
    """Jobs: each names a row that may be due. Losing or repeating one changes nothing."""

    SEND_POSTING = "posting.send"
    GRADE_ANSWER = "answer.grade"
    SEND_DELIVERY = "delivery.send"
    MARK_MESSAGE = "message.mark"
    CLOSE_POST = "post.close"
    ADVANCE_ROUND = "round.advance"
    ADVANCE_LOOP = "loop.advance"
    GRADE_QUESTION = "question.grade"


class Nudges(Protocol):
    """Spreads work over the workers, inside the caller's transaction."""

    async def give(
        self, driver_connection: object, nudge: Nudge, ids: Sequence[int], *, urgent: bool
    ) -> None:
        """Enqueue one job an id through the transaction's own driver connection.

        An urgent one, for which somebody is waiting, goes before others of its kind.
        """
        ...

    async def waiting(self, driver_connection: object, nudge: Nudge) -> int:
        """How many jobs of this kind wait for a worker, or a number beyond any that matters."""
        ...
