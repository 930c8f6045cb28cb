"""The room as one viewer sees it."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from adapters.web.room.room import Room
from adapters.web.room.spots import home_of
from adapters.web.room.values import Line, RoomMember, Spot, direct
from bot.domain.answering import is_note
from bot.domain.cards import DebriefCard, PacketCard, QuestionCard, ScenarioCard
from bot.domain.happenings import Action
from bot.domain.text import count_words

SAMPLE = " (sample)"


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """What the viewer has said in a thread so far, as far as it's marked."""

    messages: int
    words: int
    least: int
    most: int
    grade: int | None
    """The place of the button that asks for a debrief, on the scenario's card."""
    read: bool
    """Their debrief came after all of it."""


@dataclass(frozen=True, slots=True)
class OwnTurn:
    """What the viewer has said to the question of a mock round that is open."""

    question: Line
    turn: int
    turns: int
    words: int
    done: int
    """The place of the button that ends the turn, on the question's card."""


@dataclass(frozen=True, slots=True)
class Eyes:
    room: Room
    viewer: str
    zone: ZoneInfo

    @property
    def home(self) -> str:
        return home_of(self.viewer)

    @property
    def member(self) -> RoomMember:
        return self.room.members[self.viewer]

    @property
    def root(self) -> Spot:
        return Spot(self.room.channel)

    def scenarios(self) -> list[Line]:
        """Those posted in the channel, newest last."""
        return [
            line for line in self.room.lines(self.root, self.viewer) if isinstance(line.card, ScenarioCard)
        ]

    def newest(self) -> Line | None:
        return next(reversed(self.scenarios()), None)

    def scenario_of(self, post: str) -> Line | None:
        """The line of the scenario that was posted as `post`."""
        for line in reversed(self.scenarios()):
            card = self.card_of(line)
            if card and any(button.subject == post for button in card.buttons):
                return line
        return None

    def card_of(self, line: Line) -> ScenarioCard | None:
        return line.card if isinstance(line.card, ScenarioCard) else None

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def opens_a_day(self, line: Line) -> bool:
        """No earlier line of its place is of the same day."""
        before = None
        for other in self.room.lines(line.spot, self.viewer):
            if other.ref == line.ref:
                break
            before = other
        return before is None or self.day(before.at) != self.day(line.at)

    def answered(self, thread: str) -> int:
        """How many members have something marked in a thread."""
        return len({line.author for line in self.room.replies(thread, self.viewer) if line.counted})

    def own_answer(self, root: Line) -> OwnAnswer | None:
        own = [
            line
            for line in self.room.replies(root.ref, self.viewer)
            if line.author == self.viewer and line.counted
        ]
        card = self.card_of(root)
        if not own or card is None:
            return None
        least, most = card.words
        actions = [button.action for button in card.buttons]
        grade = actions.index(Action.GRADE_ME) if Action.GRADE_ME in actions else None
        words = count_words("\n\n".join(line.text for line in own))
        return OwnAnswer(len(own), words, least, most, grade, read=self._debriefed(card, own))

    def _debriefed(self, card: ScenarioCard, own: list[Line]) -> bool:
        latest = max(line.edited_at or line.at for line in own)
        return any(
            isinstance(line.card, DebriefCard) and line.card.scenario == card.title and line.at >= latest
            for line in self.room.lines(direct(self.viewer), self.viewer)
        )

    def own_turn(self) -> OwnTurn | None:
        said: list[str] = []
        for line in reversed(self.room.lines(direct(self.viewer), self.viewer)):
            match line.card:
                case None if line.author == self.viewer and not is_note(line.text):
                    said.insert(0, line.text)
                case QuestionCard() as card if said:
                    actions = [button.action for button in card.buttons]
                    done = actions.index(Action.END_TURN) if Action.END_TURN in actions else None
                    words = count_words("\n\n".join(said))
                    return None if done is None else OwnTurn(line, card.turn, card.turns, words, done)
                case QuestionCard() | PacketCard():
                    return None
        return None

    def was_taken_out(self, line: Line) -> bool:
        return self.room.setting(taken_out(line.ref)) == "out"

    def name(self, ref: str | None) -> str:
        """Without the word that tells of a sample: the page says it beside."""
        if ref is None:
            return "Debrief"
        member = self.room.member(ref)
        return member.name.removesuffix(SAMPLE) if member else "Somebody who left"

    def is_sample(self, ref: str | None) -> bool:
        member = self.room.member(ref) if ref else None
        return member is not None and member.sample


def taken_out(ref: str) -> str:
    """The room's setting that tells of a message which its author took out of the answer."""
    return f"taken out {ref}"
