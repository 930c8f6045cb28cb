"""Carries a story without AI over: four questions, with what the story already answers, and nothing added."""

from dataclasses import dataclass

from bot.domain.story import StoryText
from bot.domain.story_advice import BEARERS, LIMIT, RISK
from bot.domain.story_cues import Cue, cue

AI = cue(
    *("AI", "A.I.", "ML", "LLM*", "GPT*", "machine learning", "neural", "classifier*", "chatbot*", "model"),
    *(
        "models",
        "recommender*",
        "prediction*",
        "predictive",
        "algorithm*",
        "deep learning",
        "computer vision",
    ),
)
_TOLD = cue(
    *(
        "notic*",
        "saw",
        "seen",
        "report*",
        "complain*",
        "alert*",
        "metric*",
        "dashboard*",
        "measur*",
        "count*",
    ),
    *("found", "log", "logs", "audit*", "survey*", "ticket*", "told", "monitor*", "tracked", "discover*"),
)


@dataclass(frozen=True, slots=True)
class Carried:
    """One of the four, and the sentence of the story that may answer it; empty when none does."""

    asks: str
    carries: str
    """What the answer stands for where a model decides."""
    says: str


_QUESTIONS: tuple[tuple[str, str, Cue], ...] = (
    ("What could be wrong sometimes, and look right?", "the model's error that nobody notices", RISK),
    ("Who bore it when it was wrong?", "who pays for a wrong answer, and can they object", BEARERS),
    ("Which limit did you set?", "the threshold, the hand-off or the off switch", LIMIT),
    ("What told you that it was wrong, or that the limit held?", "the signal that is watched", _TOLD),
)


def carried_over(story: StoryText | None) -> tuple[Carried, ...]:
    """Without a story: the questions alone."""
    parts = (story.situation, story.action, story.outcome) if story else ()
    text = "\n".join(parts)
    return tuple(Carried(asks, carries, one.sentence(text)) for asks, carries, one in _QUESTIONS)


def names_ai(story: StoryText) -> str:
    """The sentence in which it does; empty when it's about something else."""
    return AI.sentence(story.whole)
