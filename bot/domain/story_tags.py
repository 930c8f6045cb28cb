"""What stories are told for, and which of it a story's own words suggest."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.story_cues import Cue, cue


class Tag(StrEnum):
    """By the word that is typed."""

    ACCURACY_LATENCY = "accuracy-latency"
    COVERAGE_CONFIDENCE = "coverage-confidence"
    AUTOMATION_HUMAN = "automation-human"
    RISK_LIMITED = "risk-limited"
    NO_SAID = "no-said"
    FAILURE = "failure"
    INFLUENCE = "influence"
    DATA = "data"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Tag.ACCURACY_LATENCY: "accuracy against latency",
    Tag.COVERAGE_CONFIDENCE: "coverage against confidence",
    Tag.AUTOMATION_HUMAN: "automation against human",
    Tag.RISK_LIMITED: "risk limited",
    Tag.NO_SAID: "no said",
    Tag.FAILURE: "failure of mine",
    Tag.INFLUENCE: "influence",
    Tag.DATA: "data",
}
TRADE_OFFS = (Tag.ACCURACY_LATENCY, Tag.COVERAGE_CONFIDENCE, Tag.AUTOMATION_HUMAN)
"""Of each of these an interviewer may want a story."""


@dataclass(frozen=True, slots=True)
class _Suggested:
    tag: Tag
    by: tuple[Cue, ...]
    """All of them have to stand in the story: both sides of a trade-off, or a single sign."""


_SUGGESTED = (
    _Suggested(
        Tag.ACCURACY_LATENCY,
        (
            cue("accura*", "precis*", "correct*", "quality", "error*", "mistake*", "wrong"),
            cue(
                "latenc*", "slow", "slower", "fast", "faster", "speed", "milliseconds", "seconds", "real time"
            ),
        ),
    ),
    _Suggested(
        Tag.COVERAGE_CONFIDENCE,
        (
            cue("coverage", "cover*", "share of", "all cases", "every case", "half of", "most of", "scope*"),
            cue("confiden*", "threshold*", "unsure", "uncertain*", "certain*", "sure", "abstain*"),
        ),
    ),
    _Suggested(
        Tag.AUTOMATION_HUMAN,
        (
            cue("automat*", "by itself", "bot*", "self-serv*", "script*", "model*", "algorithm*"),
            cue(
                *("human*", "manual*", "by hand", "agent*", "reviewer*", "hand-off*", "handoff*"),
                *("clerk*", "nurse*", "a person", "people check*", "staff", "escalat*"),
            ),
        ),
    ),
    _Suggested(
        Tag.RISK_LIMITED,
        (
            cue(
                *("limit*", "cap", "capped", "paus*", "stop*", "block*", "switched off", "turned off"),
                *("rolled back", "roll back", "rollback", "held", "hold", "narrowed", "restrict*"),
                *("threshold*", "gate", "gated", "guardrail*", "delayed", "postpon*", "kill switch"),
            ),
        ),
    ),
    _Suggested(
        Tag.NO_SAID,
        (
            cue(
                *("said no", "say no", "saying no", "refus*", "declin*", "pushed back", "push back"),
                *("did not ship", "didn't ship", "did not launch", "didn't launch", "vetoed", "turned down"),
            ),
        ),
    ),
    _Suggested(
        Tag.FAILURE,
        (
            cue(
                *("my mistake", "my fault", "i was wrong", "i failed", "i missed", "i got it wrong"),
                *("i overlooked", "i should have", "i regret*", "i misjudged", "i underestimated"),
            ),
        ),
    ),
    _Suggested(
        Tag.INFLUENCE,
        (
            cue(
                *("convinc*", "persuad*", "disagree*", "stakeholder*", "alignment", "aligned", "buy-in"),
                *("vp", "director", "leadership", "without authority", "escalat*", "won over", "sales team"),
            ),
        ),
    ),
    _Suggested(
        Tag.DATA,
        (
            cue(
                *("data", "dataset*", "label*", "sample", "samples", "sampling", "logs", "training set"),
                *("annotat*", "consent", "drift*", "data pipeline*"),
            ),
        ),
    ),
)


def tags_by_words(text: str) -> tuple[Tag, ...]:
    """What the words of a story suggest, in the order of the list."""
    return tuple(one.tag for one in _SUGGESTED if all(it.within(text) for it in one.by))


def tag_named(words: str) -> Tag | None:
    """By its word, its label or a part that only it has: `no said`, `latency`."""
    plain = " ".join(words.casefold().replace("-", " ").split())
    if not plain:
        return None
    for tag in Tag:
        if plain in (tag.value.replace("-", " "), tag.label):
            return tag
    having = [tag for tag in Tag if f" {plain} " in f" {tag.value.replace('-', ' ')} {tag.label} "]
    return having[0] if len(having) == 1 else None


def tags_typed(text: str) -> tuple[tuple[Tag, ...], str]:
    """Those that were named, each once in the list's order; and the first name that is none."""
    pieces = [piece for piece in re.split("[,;\n]", text) if piece.strip()]
    if len(pieces) == 1 and tag_named(pieces[0]) is None:
        pieces = text.split()
    named = [(piece.strip(), tag_named(piece)) for piece in pieces]
    unknown = next((piece for piece, tag in named if tag is None), "")
    return tuple(tag for tag in Tag if tag in {found for _, found in named}), unknown
