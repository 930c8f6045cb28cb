"""What a member claimed in earlier rounds of a loop, for a later interviewer to take up."""

import re

from bot.domain.challenge import CLAIM, Claim
from bot.domain.grade import Graded, GradeOutcome
from bot.domain.loop_states import Loop
from bot.domain.quoting import shortened
from bot.domain.round import Round, Turn
from bot.domain.round_kinds import FORMATS
from bot.practice.rounds.packet import latest
from bot.store.work import Work

_FIGURE = re.compile(r"\d")
_DECISION = re.compile(
    r"\b(I|we)(?:'d| would| will| had| have)?\s+(?:\w+\s+)?"
    r"(stop|stopped|ship|shipped|hold|held|cut|limit|limited|refuse|refused|roll|rolled|launch|launched|"
    r"delay|delayed|switch|switched|turn|turned|block|blocked|decide|decided|choose|chose|drop|dropped|"
    r"keep|kept|pause|paused|set|capped|cap)\b",
    re.IGNORECASE,
)


async def claims_for(work: Work, it: Round) -> tuple[Claim, ...]:
    """Nothing for a round that stands alone. Words that were deleted or changed since are no claim.

    Nor are words that an earlier interviewer has taken up: nobody is asked the same again.
    """
    loop = await work.loops.get(it.group, it.loop) if it.loop is not None else None
    if loop is None:
        return ()
    claims, taken_up = list[Claim](), set[str]()
    for earlier in await work.rounds.of_loop(it.group, loop.id):
        if earlier.id < it.id:
            turns = await work.rounds.turns(earlier)
            claims += await _claimed(work, loop, earlier, turns)
            taken_up |= {turn.question.quote for turn in turns if turn.question.id.startswith(CLAIM)}
    return tuple(claim for claim in dict.fromkeys(claims) if shortened(claim.words) not in taken_up)


async def _claimed(work: Work, loop: Loop, it: Round, turns: list[Turn]) -> list[Claim]:
    asked = loop.format.round_at(it.place or 0)
    title = FORMATS[asked.kind].title.lower() if asked else "earlier"
    said = " ".join(" ".join(one.text.split()) for one in await work.round_messages.said(it))
    outcome = latest(turns)
    return [
        Claim(title, words, criterion)
        for criterion, words in _quotes(outcome)
        if is_claim(words) and " ".join(words.split()) in said
    ]


def is_claim(words: str) -> bool:
    """A figure, or a decision of the member's own."""
    return bool(_FIGURE.search(words) or _DECISION.search(words))


def _quotes(outcome: GradeOutcome | None) -> list[tuple[str, str]]:
    if not isinstance(outcome, Graded):
        return []
    return [(found.criterion_id, words) for found in outcome.criteria for words in found.quotes]
