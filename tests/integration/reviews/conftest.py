"""A Monday in a group of four whose grader finds what its answers say, and the way into reviews."""

from dataclasses import dataclass, replace

import pytest

from adapters.main import Parts
from bot.domain.cards import Card, Note
from bot.domain.forms import FieldForm
from bot.domain.happenings import Action
from bot.domain.points import Tally
from bot.domain.review import Case
from bot.domain.scenario import Scenario
from bot.practice.receive import receive
from bot.store.grades import StoredGrade
from tests.conversation.stage import Member, Stage
from tests.fakes.levelled_grader import LevelledGrader, an_answer


@dataclass(slots=True)
class Desk:
    """What members and readers do, as cards come and go."""

    stage: Stage
    grader: LevelledGrader

    def member(self, ref: str) -> Member:
        return self.stage.member(ref)

    async def graded(self, member: Member, levels: str, *about: str) -> None:
        await member.says(an_answer(member.ref, levels, *about))
        self.stage.clock.forward(minutes=11)
        await self.stage.settle()

    async def presses(self, member: Member, action: Action, subject: str) -> Card:
        pressed = self.stage.platform.press(member.account, action, subject)
        card = await receive(self.stage.house.core, pressed)
        assert card is not None
        return card

    async def fills(self, member: Member, form: FieldForm, values: dict[str, str]) -> Card:
        card = await receive(
            self.stage.house.core, self.stage.platform.fills_fields(member.account, form, values)
        )
        assert card is not None
        await self.stage.settle()
        return card

    async def rules_on(self, reader: Member, author: Member, values: dict[str, str]) -> None:
        """On that author's case, whichever is first in turn."""
        person = await author.id()
        case = next(case for case in await self.cases() if case.author == person)
        form = await self.rule_form(reader, case)
        card = await self.fills(reader, form, {**values, "because": "I read it again."})
        assert isinstance(card, Note), card

    async def types(self, member: Member, text: str, *, admin: bool = False) -> Card:
        given = self.stage.platform.commands(member.account, text, "study", admin=admin)
        card = await receive(self.stage.house.core, given)
        assert card is not None
        await self.stage.settle()
        return card

    async def appeals(self, member: Member, about: str, reason: str = "Line two says it.") -> Card:
        form = await self.appeal_form(member)
        assert isinstance(form, FieldForm), form
        return await self.fills(member, form, {"about": about, "reason": reason})

    async def appeal_form(self, member: Member) -> Card:
        grade = (await self.grades(member))[-1]
        return await self.presses(member, Action.APPEAL, f"{self.post}/{grade.id}")

    async def rule_form(self, reader: Member, case: Case | None = None) -> FieldForm:
        case = case or (await self.cases())[0]
        form = await self.presses(reader, Action.RULE, f"{self.post}/{case.id}")
        assert isinstance(form, FieldForm), form
        return form

    async def rules(
        self, reader: Member, values: dict[str, str], *, because: str = "I read it again."
    ) -> str:
        """On the first case in turn; what the form drafts stays."""
        card = await self.fills(reader, await self.rule_form(reader), {**values, "because": because})
        assert isinstance(card, Note), card
        return card.text

    async def cases(self) -> list[Case]:
        async with self.stage.house.core.store.work() as work:
            return await work.reviews.waiting(self.stage.group)

    async def grades(self, member: Member) -> list[StoredGrade]:
        async with self.stage.house.core.store.work() as work:
            answer = await work.answers.latest(self.stage.group, await member.id())
            assert answer is not None
            return await work.grades.of(self.stage.group, answer.id)

    async def stands_for(self, member: Member) -> Tally:
        async with self.stage.house.core.store.work() as work:
            answer = await work.answers.latest(self.stage.group, await member.id())
            assert answer is not None
            return await work.ledger.tally(self.stage.group, answer.id)

    @property
    def post(self) -> str:
        return str(self.stage.posts["Mon"].id)

    @property
    def scenario(self) -> Scenario:
        title = self.stage.posts["Mon"].card.title
        return next(s for s in self.stage.house.core.library.scenarios.values() if s.title == title)

    @property
    def criteria(self) -> list[str]:
        return [criterion.id for criterion in self.scenario.criteria]


@pytest.fixture(autouse=True)
def no_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows have other numbers in every run: without this one test in some would be audited."""
    monkeypatch.setattr("bot.practice.reviews.open_reviews.is_audited", lambda group, answer: False)


@pytest.fixture
def grader() -> LevelledGrader:
    return LevelledGrader()


@pytest.fixture
def parts(parts: Parts, grader: LevelledGrader) -> Parts:
    return replace(parts, grader=grader)


@pytest.fixture
def desk(stage: Stage, grader: LevelledGrader) -> Desk:
    return Desk(stage, grader)


@pytest.fixture
def ana(desk: Desk) -> Member:
    return desk.member("Ana")


@pytest.fixture
def bo(desk: Desk) -> Member:
    return desk.member("Bo")


@pytest.fixture
def lou(desk: Desk) -> Member:
    """Who organises the group."""
    return desk.member("Lou")
