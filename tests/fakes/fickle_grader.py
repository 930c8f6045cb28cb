"""A grader like a model: it can be away, it costs, it may hold a grade, and its mood changes its verdict."""

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256

from bot.domain.grade import Band, Graded, GradeOutcome, GraderKind, Provenance, ReviewReason
from bot.domain.scenario import Scenario
from bot.errors import RetryLater

HOLD_ME = "hold me"


@dataclass(slots=True)
class FickleGrader:
    """The verdict is its band's lowest score; `mood` picks the band, so that two askings can differ."""

    away: RetryLater | None = None
    mood: Band = Band.YES
    cost_micros: int = 0
    stood_in: bool = False
    """Whether another model answers in its stead."""
    asked: Counter[str] = field(default_factory=Counter)
    """How often each text was read to the end."""
    tried: int = 0

    async def grade(self, scenario: Scenario, text: str) -> GradeOutcome:
        self.tried += 1
        if self.away is not None:
            raise self.away
        self.asked[text] += 1
        usage = (("calls", 1), ("ms", 2_000), ("quotes_offered", 6), ("quotes_verified", 6))
        source = Provenance(
            GraderKind.MODEL,
            "fickle",
            scenario.digest,
            "prompt-1",
            usage,
            self.cost_micros,
            f"reply to {text}",
            stood_in=self.stood_in,
        )
        held = HOLD_ME in text
        reviews = (ReviewReason.SUSPECT,) if held else ()
        score = 20 * self.mood.rank + 10
        return Graded(self.mood, score, (), (), source, reviews=reviews, held=held)

    def key(self, scenario: Scenario, text: str) -> str:
        return sha256(f"{scenario.digest} {text}".encode()).hexdigest()
