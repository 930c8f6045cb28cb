"""How a later interviewer takes up what was claimed in an earlier round of the loop."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.quoting import in_marks, is_quotable, shortened
from bot.domain.round import Question

CLAIM = "claim-"
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Claim:
    round_title: str
    words: str
    """The member's own, verbatim, as they stand now."""
    criterion: str = ""


class Challenge(BaseModel):
    """A way to question a claim. Content: `scenarios/challenges.yaml` holds them."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
    of: Literal["figure", "decision"]
    """A claim with a number, or one without."""
    ask: Annotated[str, Field(min_length=40, max_length=400, pattern=r"(?s)\{round\}.*\u201c\{quote\}\u201d")]


def challenged(
    claims: Sequence[Claim], challenges: Sequence[Challenge], asked: Sequence[Question], asked_by: str
) -> Question | None:
    """A question about one claim; one with a figure comes first. None when nothing is left to take up."""
    had = {question.id for question in asked}
    earlier = [question.ask for question in asked]
    for claim in sorted(claims, key=lambda one: not _FIGURE.search(one.words)):
        quote = shortened(claim.words)
        of = "figure" if _FIGURE.search(quote) else "decision"
        ways = [one for one in challenges if one.of == of and CLAIM + one.id not in had]
        if not ways or not is_quotable(claim.words) or any(f"\u201c{quote}" in ask for ask in earlier):
            continue
        # The same claim is taken up the same way, whoever asks again; two claims seldom are.
        way = ways[int.from_bytes(blake2b(quote.encode(), digest_size=4).digest()) % len(ways)]
        ask = way.ask.replace("{round}", claim.round_title).replace(
            "\u201c{quote}\u201d", in_marks(quote, claim.words.strip())
        )
        return Question(CLAIM + way.id, asked_by, ask, quote)
    return None
