"""Answers with labels, and pairs of an honest text and an attack on it, as their files hold them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.scenario import Line, Slug

AnswerText = Annotated[str, Field(min_length=1, max_length=100_000)]
LevelNumber = Annotated[int, Field(ge=0, le=4)]
PERSON = "a person"
"""How a rater's entry in `labelled_by` begins when a human being labelled; nobody else's does."""


class Part(BaseModel):
    """Strict: a field that nobody foresaw is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Label(Part):
    """What one rater made of an answer."""

    rater: Annotated[int, Field(ge=1, le=20)]
    """The place in `labelled_by`, from 1."""
    levels: dict[Slug, LevelNumber]
    red_lines: tuple[Slug, ...] = ()


class GoldenAnswer(Part):
    id: Slug
    kind: Annotated[str, Field(max_length=40)] = ""
    text: AnswerText
    labels: Annotated[tuple[Label, ...], Field(min_length=1, max_length=20)]


class GoldenFile(Part):
    """Answers to one scenario, with labels."""

    format: Literal[1]
    scenario: Slug
    rubric: Annotated[str, Field(pattern="^[0-9a-f]{12}$")] = ""
    """What the scenario asked, and its levels, when it was labelled (`labelled_against`); empty if untold."""
    written_by: Line
    labelled_by: Annotated[tuple[Line, ...], Field(min_length=1, max_length=20)]
    answers: Annotated[tuple[GoldenAnswer, ...], Field(min_length=1)]


class Where(StrEnum):
    """Where a payload is put into an honest answer."""

    START = "start"
    END = "end"
    MIDDLE = "middle"
    """After the first half of its sentences."""
    INTERLEAVED = "interleaved"
    """The payload's lines in turn, one after each sentence."""


class Given(Part):
    """A text of an attack file."""

    id: Slug
    scenario: Slug


class Attack(Given):
    """An honest text, and the same with something in it that tries to buy a grade."""

    base: AnswerText | None = None
    base_of: Slug | None = None
    """An earlier attack in the file whose honest text this one has."""
    attacked: AnswerText | None = None
    payload: AnswerText | None = None
    where: Where | None = None


class AttackFile(Part):
    """Attacks that try the same thing."""

    format: Literal[1]
    family: Slug
    says: Line
    attacks: Annotated[tuple[Attack, ...], Field(min_length=1)]


class BenignText(Given):
    """An honest text that looks odd."""

    text: AnswerText
    why_innocent: Line


class BenignFile(Part):
    format: Literal[1]
    family: Literal["benign"]
    says: Line = "honest answers that look odd"
    attacks: Annotated[tuple[BenignText, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Pair:
    """An attack beside the honest text that it is measured against."""

    family: str
    id: str
    scenario: str
    honest: str
    attacked: str


@dataclass(frozen=True, slots=True)
class GoldenSet:
    files: Mapping[str, GoldenFile]
    """By the name of the file."""

    @property
    def size(self) -> int:
        return sum(len(file.answers) for file in self.files.values())


@dataclass(frozen=True, slots=True)
class AttackSet:
    pairs: tuple[Pair, ...]
    benign: tuple[BenignText, ...]
