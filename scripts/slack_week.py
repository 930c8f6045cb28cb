"""A sample group's week on the product itself, as what each screen in docs/images/slack-*.png shows."""

from dataclasses import dataclass, field
from typing import TypeVar

from adapters.main import Chat, House, Parts, house
from adapters.pictures.painter import ChildPainter
from adapters.slack.blocks import SlackMessage, home, messages, modal
from adapters.web.study.written import load, shipped
from bot.domain.card_parts import Button
from bot.domain.cards import BoardCard, Card, DebriefCard, ScenarioCard, SheetCard
from bot.domain.forms import AnswerForm, FieldForm
from bot.domain.happenings import Account, Action, Happening
from bot.domain.ids import PersonId, ScenarioId
from bot.errors import Defect
from bot.practice.organise import set_queue
from bot.practice.receive import receive
from bot.testing import FakeClock, FakePlatform
from scripts.slack_look import ZONE, Line, Screen

Kind = TypeVar("Kind")
CHANNEL = "practice"
MEMBERS = ("ana", "ben", "cleo", "dev", "eli", "fay")
QUEUE = tuple(map(ScenarioId, ("no-way-up", "the-hailstorm", "two-in-the-morning", "white-text")))
DAYS = ("2026-03-30", "2026-03-31", "2026-04-01", "2026-04-02")


@dataclass(slots=True)
class Week:
    built: House
    clock: FakeClock
    platform: FakePlatform
    screens: list[Screen] = field(default_factory=list)

    async def play(self) -> list[Screen]:
        await self._setup()
        for place, day in enumerate(DAYS):
            await self._at(f"{day}T07:00")
            await self._day(QUEUE[place], first=place == 0)
            if place == 1:
                await self._review()
        await self._home()
        await self._board()
        await self._round()
        return self.screens

    async def _setup(self) -> None:
        await self._at("2026-03-29T10:00")
        organiser = self._account("organiser")
        form = expected(FieldForm, await self._types(organiser, "setup", admin=True))
        self._window("setup", form)
        filled = {"name": "Morning practice", "zone": ZONE}
        await self._happens(self.platform.fills_fields(organiser, form, filled))
        async with self.built.core.store.work() as work:
            person = PersonId(expected(int, await work.people.known(organiser)))
            (group,) = await work.people.groups_of(person)
        await set_queue(self.built.core, group, person, list(QUEUE))

    async def _day(self, scenario: ScenarioId, *, first: bool) -> None:
        card = expected(ScenarioCard, self.platform.in_channel(CHANNEL)[-1].card)
        written = self._written(scenario)
        if first:
            self._show("daily", f"# {CHANNEL}", *messages(card))
        for place, name in enumerate(MEMBERS):
            self.clock.forward(minutes=9 + 4 * place)
            await self._answers(name, written[name], card, private=first and name == "ana")
        await self.built.settle()
        if first:
            self._show("debrief", "Debrief", *messages(self._debrief("ana")))
            await self._appeals()

    def _written(self, scenario: ScenarioId) -> dict[str, tuple[str, ...]]:
        """The samples' own answers; who has none there says what the library's references say."""
        samples = load(shipped(), frozenset(MEMBERS)).by_scenario[scenario]
        references = self.built.core.library.get(scenario).answers
        texts = {name: written.messages for name, written in samples.items()}
        return {"eli": (references.strong.text,), "fay": (references.weak.text,)} | texts

    async def _answers(self, name: str, texts: tuple[str, ...], card: ScenarioCard, *, private: bool) -> None:
        account, thread = self._account(name), self.platform.in_channel(CHANNEL)[-1].published.thread_ref
        if private:
            form = expected(AnswerForm, await self._presses(account, card, Action.ANSWER_PRIVATELY))
            await self._happens(self.platform.fills(account, form.post, "\n\n".join(texts)))
            again = await self._presses(account, card, Action.ANSWER_PRIVATELY)
            self._window("answer", expected(AnswerForm, again))
        for text in () if private else texts:
            await self._happens(self.platform.says(account, text, CHANNEL, thread))
        await self._presses(account, card, Action.GRADE_ME)
        await self.built.settle()

    async def _appeals(self) -> None:
        dev = self._account("dev")
        form = expected(FieldForm, await self._presses(dev, self._debrief("dev"), Action.APPEAL))
        about = form.fields[0].choices[-1].value
        sent = {"about": about, "reason": "My second sentence gives riders the phone where nothing is known."}
        await self._happens(self.platform.fills_fields(dev, form, sent))

    async def _review(self) -> None:
        organiser = self._account("organiser")
        case = expected(SheetCard, await self._types(organiser, "review", admin=True))
        self._show("review", f"# {CHANNEL}", *messages(case), private=True)

    async def _home(self) -> None:
        card = await self._happens(self.platform.opens_home(self._account("ana")))
        view = home(expected(SheetCard, card))
        self.screens.append(Screen("home", "Debrief", self.clock.now(), view=view))

    async def _board(self) -> None:
        await self._at("2026-04-03T15:00")
        boards = [seen.card for seen in self.platform.seen if isinstance(seen.card, BoardCard)]
        self._show("board", f"# {CHANNEL}", *messages(boards[-1]))

    async def _round(self) -> None:
        ana = self._account("ana")
        await self._types(ana, "mock", direct=True)
        before = len(self.platform.told(ana))
        await self.built.settle()
        told = self.platform.told(ana)
        said = "I would first ask who is worse off on the day it's wrong, and stop it for them alone."
        await self._happens(self.platform.says_directly(ana, said))
        await self._presses(ana, told[-1], Action.END_TURN)
        await self.built.settle()
        cards = self.platform.told(ana)[before:]
        first, *others = (messages(card) for card in cards)
        rest = [message for card in others for message in card]
        self._show("round", "Debrief", *first, Line(ana.name, said), *rest)

    async def _at(self, iso: str) -> None:
        self.clock.at(iso)
        await self.built.settle()

    async def _happens(self, happening: Happening) -> Card | None:
        return await receive(self.built.core, happening)

    async def _presses(self, account: Account, card: Card, action: Action) -> Card | None:
        subject = next((one.subject for one in card_buttons(card) if one.action is action), None)
        if subject is None:
            raise Defect(f"No button for {action} is on the card any more.")
        return await self._happens(self.platform.press(account, action, subject))

    async def _types(
        self, account: Account, text: str, *, admin: bool = False, direct: bool = False
    ) -> Card | None:
        channel = None if direct else CHANNEL
        return await self._happens(self.platform.commands(account, text, channel, admin=admin))

    def _debrief(self, name: str) -> DebriefCard:
        told = self.platform.told(self._account(name))
        return [card for card in told if isinstance(card, DebriefCard)][-1]

    def _account(self, name: str) -> Account:
        return self.platform.account(name, f"{name.capitalize()} (sample)")

    def _show(self, name: str, place: str, *told: SlackMessage | Line, private: bool = False) -> None:
        self.screens.append(Screen(name, place, self.clock.now(), told, private=private))

    def _window(self, name: str, form: AnswerForm | FieldForm) -> None:
        view = modal(form, private="{}")
        self.screens.append(Screen(name, f"# {CHANNEL}", self.clock.now(), view=view))


def expected(kind: type[Kind], found: object) -> Kind:
    if not isinstance(found, kind):
        raise Defect(f"The product showed {type(found).__name__}, where a {kind.__name__} was looked for.")
    return found


def card_buttons(card: Card) -> tuple[Button, ...]:
    return () if isinstance(card, AnswerForm | FieldForm) else card.buttons


async def screens(url: str) -> list[Screen]:
    """On an empty, migrated database."""
    clock, painter = FakeClock(), ChildPainter()
    platform = FakePlatform(clock)
    parts = Parts((Chat(platform),), clock, painter=painter, closing=painter.rest)
    async with house(url, parts) as built:
        return await Week(built, clock, platform).play()
