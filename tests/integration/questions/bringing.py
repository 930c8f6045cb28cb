"""A member who brings a question, and a model that says what a test has it say."""

from dataclasses import dataclass, field, replace

from adapters.main import House
from bot.domain.cards import Card
from bot.domain.forms import FieldForm
from bot.domain.grade import Band, Graded, GradeOutcome, GraderKind, Provenance
from bot.domain.happenings import FieldsSent
from bot.domain.ids import OwnQuestionId
from bot.domain.scenario import Scenario
from bot.library.own_question import general
from bot.practice.core import Core
from bot.practice.questions.bring import ANSWER, QUESTION
from bot.practice.receive import receive
from tests.conversation.stage import CHANNEL, Member

ASKED = "A bank wants a model to refuse loans by itself. What do you ask before you say yes or no?"
GOOD = general().answers.strong.text


@dataclass(slots=True)
class Scripted:
    """A model as far as the core knows one: what it says next, in order; the last for ever."""

    script: list[GradeOutcome | Exception]
    asked: list[str] = field(default_factory=list)

    async def grade(self, scenario: Scenario, text: str) -> GradeOutcome:
        self.asked.append(text)
        said = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(said, Exception):
            raise said
        return said

    def key(self, scenario: Scenario, text: str) -> str:
        return f"{scenario.digest} {text}"


def a_grade(band: Band = Band.YES) -> Graded:
    return Graded(band, 70, (), (), Provenance(GraderKind.MODEL, "scripted", "hash", cost_micros=5))


def with_model(house: House, model: Scripted) -> Core:
    return replace(house.core, grader=model, fallback=house.core.grader, grade_keys=model)


async def form(member: Member, text: str = "ask", core: Core | None = None) -> FieldForm:
    given = member.stage.platform.commands(member.account, text, CHANNEL)
    card = await receive(core or member.stage.house.core, given)
    assert isinstance(card, FieldForm)
    return card


async def sends(
    member: Member, question: str = ASKED, answer: str = GOOD, core: Core | None = None
) -> tuple[Card | None, FieldsSent]:
    asked = await form(member, core=core)
    sent = member.stage.platform.fills_fields(member.account, asked, {QUESTION: question, ANSWER: answer})
    return await receive(core or member.stage.house.core, sent), sent


def told(member: Member) -> list[Card]:
    return member.stage.platform.told(member.account)


async def ids(house: House) -> list[OwnQuestionId]:
    async with house.core.store.engine.connect() as connection:
        rows = await connection.exec_driver_sql("select id from own_questions order by id")
        return [OwnQuestionId(found) for found in rows.scalars()]
