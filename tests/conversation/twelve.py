"""Twelve sample members, and what they have to say."""

from dataclasses import dataclass
from itertools import pairwise

from bot.domain.grade import Band, Graded, GraderKind
from bot.domain.ids import ScenarioId
from bot.domain.points import PointsTable
from bot.domain.scenario import Scenario
from bot.grading.grader import AutomaticGrader
from bot.library.library import Library
from bot.practice.organise import set_queue
from tests.conversation.stage import Member, Stage

STORM, WAY_UP, NIGHT = ScenarioId("the-hailstorm"), ScenarioId("no-way-up"), ScenarioId("two-in-the-morning")


@dataclass(frozen=True, slots=True)
class Twelve:
    """The organiser, who posts nothing, and eleven who practise."""

    week: Stage
    library: Library
    lou: Member
    ana: Member
    ben: Member
    cem: Member
    dia: Member
    eli: Member
    fay: Member
    gus: Member
    hana: Member
    ivo: Member
    jo: Member
    kim: Member

    def answer(self, scenario: ScenarioId, kind: str, by: str = "") -> str:
        """A reference answer: weak, strong or senior; interspersed with a name, it's nobody's copy."""
        text = str(getattr(self._scenario(scenario).answers, kind).text)
        return text.replace(". ", f". So says {by}. ").replace(", ", f", says {by}, ") if by else text

    def in_five(self) -> list[str]:
        """An answer in four pieces, and a tail of six words."""
        return [*self._pieces(STORM, "strong", 4), "And I'd ring the farmers first."]

    def bullets(self) -> list[str]:
        return [f"- {piece}" for piece in self._pieces(STORM, "senior", 9)]

    def _pieces(self, scenario: ScenarioId, kind: str, number: int) -> list[str]:
        """The answer, cut between sentences into so many messages."""
        sentences = self.answer(scenario, kind).replace("\n\n", " ").split(". ")
        cuts = [round(n * len(sentences) / number) for n in range(number + 1)]
        return [". ".join(sentences[a:b]) + ("." if b < len(sentences) else "") for a, b in pairwise(cuts)]

    async def worth(self, scenario: ScenarioId, text: str) -> int:
        """What the text's band earns, graded by itself."""
        return PointsTable().for_band(await self._band(scenario, text), GraderKind.AUTOMATIC)

    async def debrief(self, scenario: ScenarioId, text: str, arrived: str = "+10 on time") -> str:
        """How the debrief of a first attempt begins, word for word."""
        band, points = await self._band(scenario, text), await self.worth(scenario, text)
        earned = f", +{points} {band}" if points and "reveal" not in arrived else ""
        return f"Debrief of “{self._scenario(scenario).title}”: {band}. Points: {arrived}{earned}."

    async def _band(self, scenario: ScenarioId, text: str) -> Band:
        outcome = await AutomaticGrader().grade(self._scenario(scenario), text)
        assert isinstance(outcome, Graded)
        return outcome.band

    def _scenario(self, scenario: ScenarioId) -> Scenario:
        return self.library.get(scenario)


async def gather(week: Stage, library: Library) -> Twelve:
    """The group is set up on Sunday, and its organiser has chosen the week's scenarios."""
    names = ("Lou", "Ana", "Ben", "Cem", "Dia", "Eli", "Fay", "Gus", "Hana", "Ivo", "Jo", "Kim")
    them = Twelve(week, library, *(week.member(name) for name in names))
    await week.opens(them.lou, holidays_of="DE")
    await set_queue(week.house.core, week.group, await them.lou.id(), [STORM, WAY_UP, NIGHT])
    return them
