"""The automatic check's levels of an answer, beside those that the scenario's author claims."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from adapters.terminal.prose import plain
from bot.domain.grade import Graded, GradeOutcome, Level
from bot.domain.scenario import ReferenceAnswer, Scenario
from bot.errors import UserMustAct
from bot.grading.checker import OfflineChecker
from bot.library.cue_rules import heard

_SHOWN = 100
_WHY_LEFT_OUT = (
    "A sentence that matches a cue and did not count is too near to the prompt or to a text of the rubric, "
    "is hardly more than its keywords, already speaks for two criteria, or stands alone at level 4, which "
    "needs a second sentence of level 3 or more."
)

Page = Sequence[RenderableType]


@dataclass(frozen=True, slots=True)
class Judged:
    name: str
    text: str
    outcome: GradeOutcome
    claimed: ReferenceAnswer | None = None
    """The author's own view; nobody has one of an answer that came in a file."""


def judge_references(scenario: Scenario) -> tuple[Judged, ...]:
    check = OfflineChecker()
    return tuple(
        Judged(name, answer.text, check.grade(scenario, answer.text), answer)
        for name, answer in scenario.answers
    )


def judge_file(scenario: Scenario, path: Path) -> Judged:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserMustAct(f"{path} is not UTF-8 text. Save the answer with the encoding UTF-8.") from error
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        reason = getattr(error, "strerror", None) or str(error)
        raise UserMustAct(f"{path} can't be read: {reason}. Name a text file with one answer.") from error
    return Judged("answer", text, OfflineChecker().grade(scenario, text))


def grades_page(scenario: Scenario, answers: Sequence[Judged]) -> Page:
    notes = [plain(note) for judged in answers for note in _notes(scenario, judged)]
    left_out = any("did not count" in note.plain for note in notes)
    return [
        plain(f"{scenario.title}: what the automatic check hears", "bold"),
        Text(),
        _table(scenario, answers),
        *(Padding(note, (1, 0, 0, 0), expand=False) for note in notes),
        *([Padding(plain(_WHY_LEFT_OUT, "dim"), (1, 0, 0, 0), expand=False)] if left_out else ()),
    ]


def grades_for_programs(scenario: Scenario, answers: Sequence[Judged]) -> dict[str, Any]:
    return {"scenario": scenario.id, "answers": [_for_programs(judged) for judged in answers]}


def _for_programs(judged: Judged) -> dict[str, Any]:
    claimed, outcome = judged.claimed, judged.outcome
    beside = {
        "claimed": None if claimed is None else dict(claimed.levels),
        "claimed_red_lines": None if claimed is None else list(claimed.red_lines),
    }
    if not isinstance(outcome, Graded):
        return {"answer": judged.name, "ungraded": outcome.reason.value, "detail": outcome.detail, **beside}
    return {
        "answer": judged.name,
        "band": outcome.band.value,
        "score": outcome.score,
        "levels": {grade.criterion_id: int(grade.level) for grade in outcome.criteria},
        "quotes": {grade.criterion_id: list(grade.quotes) for grade in outcome.criteria},
        "red_lines": _crossed(outcome),
        "notes": list(outcome.flags),
        **beside,
    }


def _table(scenario: Scenario, answers: Sequence[Judged]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("criterion", *(judged.name for judged in answers)):
        table.add_column(heading, overflow="fold")
    for criterion in scenario.criteria:
        table.add_row(plain(criterion.id), *(_level(judged, criterion.id) for judged in answers))
    table.add_row()
    table.add_row(plain("band"), *(_band(judged.outcome) for judged in answers))
    table.add_row(plain("score"), *(_score(judged.outcome) for judged in answers))
    table.add_row(plain("red lines"), *(_red_lines(judged) for judged in answers))
    return table


def _level(judged: Judged, criterion_id: str) -> Text:
    if not isinstance(judged.outcome, Graded):
        return plain("not graded", "dim")
    level = _levels(judged.outcome)[criterion_id]
    shown = f"{level.marks} {int(level)}"
    if judged.claimed is None or (yours := judged.claimed.levels.get(criterion_id)) in (None, level):
        return plain(shown)
    return plain(f"{shown}, you {yours}", "bold")


def _band(outcome: GradeOutcome) -> Text:
    return plain(outcome.band.value if isinstance(outcome, Graded) else "none")


def _score(outcome: GradeOutcome) -> Text:
    return plain(str(outcome.score) if isinstance(outcome, Graded) else "none")


def _red_lines(judged: Judged) -> Text:
    if not isinstance(judged.outcome, Graded):
        return plain("none")
    crossed = _crossed(judged.outcome)
    shown = ", ".join(crossed) or "none"
    if judged.claimed is None or set(crossed) == set(judged.claimed.red_lines):
        return plain(shown)
    return plain(f"{shown}; you: {', '.join(judged.claimed.red_lines) or 'none'}", "bold")


def _notes(scenario: Scenario, judged: Judged) -> Iterator[str]:
    if not isinstance(judged.outcome, Graded):
        yield f"{judged.name}: {judged.outcome.detail}"
        return
    for grade in judged.outcome.criteria:
        yours = None if judged.claimed is None else judged.claimed.levels.get(grade.criterion_id)
        about = f"{judged.name}, {grade.criterion_id}: "
        if yours is not None and grade.level < yours:
            yield about + _fell_short(scenario, judged.text, grade.criterion_id, grade.level)
        elif (yours is None or grade.level > yours) and grade.quotes:
            yield f"{about}level {int(grade.level)} for {_quoted(grade.quotes)}"
    if judged.outcome.flags:
        yield f"{judged.name}, noted for a reviewer: {'; '.join(judged.outcome.flags)}"
    if judged.claimed is None and judged.outcome.one_change:
        yield f"{judged.name}, the one change: {judged.outcome.one_change}"


def _fell_short(scenario: Scenario, text: str, criterion_id: str, level: Level) -> str:
    cues = sorted(scenario.criterion(criterion_id).cues, key=lambda cue: -cue.level)
    for cue in cues:
        if cue.level > level and (sentence := next(heard(text, cue.all), "")):
            said = _quoted([sentence])
            return f"a cue of level {cue.level} matches this sentence, which did not count: {said}"
    return f"no sentence matches a cue above level {int(level)}. Add a cue in other people's words."


def _quoted(quotes: Sequence[str]) -> str:
    short = (quote if len(quote) <= _SHOWN else quote[:_SHOWN].rstrip() + "…" for quote in quotes)
    return " ".join(f"“{' '.join(quote.split())}”" for quote in short)


def _levels(outcome: Graded) -> dict[str, Level]:
    return {grade.criterion_id: grade.level for grade in outcome.criteria}


def _crossed(outcome: Graded) -> list[str]:
    return [line.red_line_id for line in outcome.red_lines if line.tripped]
