"""A scenario as its author writes it: prompt, rubric, red lines, follow-ups, reference answers.

The pydantic models are the format. A file that does not fit is refused with a sentence that names the
field (`bot/library/` adds file and line). Every text here is content: code holds no rubric.
"""

from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.competency import Competency
from bot.domain.grade import Band, Level
from bot.domain.round_kinds import Kind

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, Field(min_length=3, max_length=400)]
Text = Annotated[str, Field(min_length=20, max_length=6000)]


class Track(StrEnum):
    DESIGN = "design"
    INCIDENT = "incident"
    EVALUATION = "evaluation"
    RESPONSIBILITY = "responsibility"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Words(_Part):
    """Expected length of an answer: advice on the card, never a score."""

    least: Annotated[int, Field(ge=40, le=600)]
    most: Annotated[int, Field(ge=80, le=900)]


class Check(_Part):
    """A yes/no question about the answer. A level is met when its checks are."""

    id: Slug
    level: Annotated[int, Field(ge=1, le=4)]
    ask: Line


class Cue(_Part):
    """Words by which the automatic check notices a level: one sentence has to hold every group.

    A group lists alternatives divided by ` | `. `refus*` takes any ending; `<number>`, `<percent>`,
    `<money>` and `<duration>` stand for a figure of that kind.
    """

    level: Annotated[int, Field(ge=1, le=4)]
    all: Annotated[tuple[Line, ...], Field(min_length=1, max_length=5)]


class Levels(_Part):
    """What a 1, 2, 3 and 4 look like in this scenario."""

    named: Line
    reasoned: Line
    strong: Line
    senior: Line

    def text(self, level: Level) -> str:
        """The description of a level; nothing describes an absent one."""
        return "" if level is Level.ABSENT else str(getattr(self, level.word))


class Criterion(_Part):
    id: Slug
    title: Annotated[str, Field(min_length=3, max_length=60)]
    competency: Competency
    weight: Annotated[int, Field(ge=1, le=3)]
    levels: Levels
    checks: Annotated[tuple[Check, ...], Field(min_length=2, max_length=8)]
    cues: Annotated[tuple[Cue, ...], Field(min_length=3, max_length=24)]


class RedLine(_Part):
    """A failure that caps the whole answer, however good the rest."""

    id: Slug
    says: Line
    cap: Literal[Band.NO, Band.LEAN_NO]
    why: Line
    tripped_by: tuple[tuple[Line, ...], ...] = ()
    """Word groups (as in a cue) by which an answer says outright that it crosses the line."""
    ruled_out_by: Annotated[tuple[tuple[Line, ...], ...], Field(min_length=1)]
    """Word groups by which an answer shows that it stays behind the line."""


class FollowUp(_Part):
    id: Slug
    criterion: Slug
    asked_by: Annotated[str, Field(min_length=2, max_length=60)]
    ask: Line


class ReferenceAnswer(_Part):
    text: Text
    levels: dict[str, Annotated[int, Field(ge=0, le=4)]]
    red_lines: tuple[Slug, ...] = ()
    note: Line
    """Why it reads well or what sinks it; opened with the answer after the deadline."""


class ReferenceAnswers(_Part):
    weak: ReferenceAnswer
    strong: ReferenceAnswer
    senior: ReferenceAnswer


class Scenario(_Part):
    format: Literal[1]
    draft: Annotated[str, Field(min_length=0, max_length=400)] = ""
    """Who wrote it, of what; empty once a person has read it."""
    round: Kind | None = None
    """The kind of mock round that it was written for; without one it's posted daily."""
    id: Slug
    title: Annotated[str, Field(min_length=3, max_length=80)]
    system: Annotated[int, Field(ge=1, le=39)]
    """The row of the product's table of systems that this scenario practises."""
    track: Track
    difficulty: Annotated[int, Field(ge=1, le=3)]
    industry: Annotated[str, Field(min_length=3, max_length=40)]
    minutes: Annotated[int, Field(ge=5, le=60)]
    words: Words
    prompt: Text
    warm_up: Line
    hints: Annotated[tuple[Line, ...], Field(min_length=2, max_length=4)]
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=5, max_length=7)]
    red_lines: Annotated[tuple[RedLine, ...], Field(min_length=2, max_length=4)]
    follow_ups: Annotated[tuple[FollowUp, ...], Field(min_length=4, max_length=12)]
    twist: Line
    """The change of ground by which an interviewer dismantles a good answer."""
    answers: ReferenceAnswers

    def criterion(self, criterion_id: str) -> Criterion:
        return next(c for c in self.criteria if c.id == criterion_id)

    def red_line(self, red_line_id: str) -> RedLine:
        return next(r for r in self.red_lines if r.id == red_line_id)

    @cached_property
    def digest(self) -> str:
        """The version: any change of the text is another one."""
        # A daily scenario's is what it was before rounds had scenarios of their own.
        unsaid = {"draft"} if self.round else {"draft", "round"}
        return sha256(self.model_dump_json(exclude=unsaid).encode()).hexdigest()

    @property
    def competencies(self) -> tuple[Competency, ...]:
        """What it tests, each once, in the rubric's order."""
        return tuple(dict.fromkeys(c.competency for c in self.criteria))
