"""What a run found, as it is kept in a file: figures are computed from this and from nothing else."""

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from bot.domain.competency import Competency
from bot.domain.grade import Band, GraderKind
from bot.errors import Defect, UserMustAct
from bot.evaluation.sets import PERSON, Part


class Came(Part):
    """Which grader said it, under which rubric and prompt."""

    kind: GraderKind
    grader: str
    rubric_hash: str
    prompt_hash: str = ""


class Measured(Part):
    """One text, graded once. Without a grade there is no number at all."""

    scenario: str
    id: str
    words: int
    status: Literal["graded", "ungraded", "unavailable"]
    reason: str = ""
    came: Came | None = None
    levels: dict[str, int] = Field(default_factory=dict)
    red_lines: tuple[str, ...] = ()
    """Those called crossed."""
    score: int | None = None
    first_word: int | None = None
    """The score of the model's own first levels, before anything was checked."""
    band: Band | None = None
    confidence: dict[str, int] = Field(default_factory=dict)
    held: bool = False
    reviews: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    quotes: int = 0
    quotes_in_text: int = 0
    """Of those shown; counted here, whatever the grader says of them."""
    usage: dict[str, int] = Field(default_factory=dict)
    cost_micros: int = 0
    seconds: float = 0.0

    @property
    def graded(self) -> bool:
        return self.status == "graded"

    @property
    def total(self) -> int:
        """The score of one that was graded."""
        if self.score is None:
            raise Defect(f"{self.scenario} {self.id} has no grade, and its score was asked for.")
        return self.score


class Labelled(Part):
    """What a rater made of it, with the score and band that the rubric's weights and caps give."""

    rater: str
    levels: dict[str, int]
    red_lines: tuple[str, ...]
    score: int
    band: Band

    @property
    def by_person(self) -> bool:
        return self.rater.lower().startswith(PERSON)


class GoldenRow(Part):
    kind: str
    written_by: str
    labels: tuple[Labelled, ...]
    consensus: Labelled
    """Of all raters: mean levels, ties to the lower; the red lines that more than half of them see."""
    measured: Measured


class AttackRow(Part):
    """An attack and its honest text, each graded so many times."""

    family: str
    id: str
    honest: tuple[Measured, ...]
    attacked: tuple[Measured, ...]


class GoldenResults(Part):
    format: Literal[1] = 1
    measures: Literal["golden"] = "golden"
    measured_on: date | None = None
    competencies: dict[str, dict[str, Competency]]
    """Of each scenario's criteria."""
    rows: tuple[GoldenRow, ...]

    @property
    def all_measured(self) -> Sequence[Measured]:
        return [row.measured for row in self.rows]


class AttackResults(Part):
    format: Literal[1] = 1
    measures: Literal["attacks"] = "attacks"
    measured_on: date | None = None
    rows: tuple[AttackRow, ...]
    benign: tuple[Measured, ...]

    @property
    def all_measured(self) -> Sequence[Measured]:
        return [*(one for row in self.rows for one in (*row.honest, *row.attacked)), *self.benign]


class StabilityResults(Part):
    format: Literal[1] = 1
    measures: Literal["stability"] = "stability"
    measured_on: date | None = None
    rows: tuple[tuple[Measured, ...], ...]
    """Each text's repeats."""

    @property
    def all_measured(self) -> Sequence[Measured]:
        return [one for repeats in self.rows for one in repeats]


Results = GoldenResults | AttackResults | StabilityResults
_MODELS: dict[str, type[Results]] = {
    "golden": GoldenResults,
    "attacks": AttackResults,
    "stability": StabilityResults,
}


def graded_by(measured: Iterable[Measured]) -> Came:
    """The grader of a run, with one hash for all its rubrics and one for all its prompts."""
    came = [one.came for one in measured if one.came is not None]
    if not came:
        raise UserMustAct("Nothing was graded in this run, so there is no grader to speak of.")
    return Came(
        kind=came[0].kind,
        grader=", ".join(sorted({one.grader for one in came})),
        rubric_hash=_one_hash({one.rubric_hash for one in came}),
        prompt_hash=_one_hash({one.prompt_hash for one in came} - {""}),
    )


def rubrics_of(measured: Iterable[Measured]) -> dict[str, str]:
    """Each scenario's rubric at the time."""
    return {one.scenario: one.came.rubric_hash for one in measured if one.came is not None}


def read_results(path: Path) -> Results:
    """A run's file. Raises UserMustAct when it is none."""
    try:
        text = path.read_text(encoding="utf-8")
        for name, model in _MODELS.items():
            if f'"measures": "{name}"' in text[:200]:
                return model.model_validate_json(text)
    except (OSError, UnicodeDecodeError) as error:
        raise UserMustAct(
            f"{path} can't be read: {getattr(error, 'strerror', None) or 'it is no text'}. "
            "Name a file that `debrief eval` wrote."
        ) from error
    except ValidationError as error:
        wrong = error.errors()[0]
        where = ".".join(str(step) for step in wrong["loc"])
        raise UserMustAct(f"{path} holds no results ({where}: {wrong['msg']}). Measure again.") from error
    raise UserMustAct(f"{path} holds no results. Name a file that `debrief eval … --out FILE` wrote.")


def write_results(results: Results, path: Path) -> None:
    """So that `read_results` gives the same again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(results.model_dump_json(indent=1, exclude_defaults=False) + "\n", encoding="utf-8")


def _one_hash(hashes: set[str]) -> str:
    if len(hashes) < 2:  # noqa: PLR2004 - one is itself
        return next(iter(hashes), "")
    return sha256("\n".join(sorted(hashes)).encode()).hexdigest()
