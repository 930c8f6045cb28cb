"""What was claimed in a round is known to the interviewers after it; words that are gone are not."""

import pytest

from bot.domain.challenge import CLAIM, Claim
from bot.domain.round import Question
from bot.practice.loops.claims import claims_for, is_claim
from tests.integration.loops.stage import Looper


@pytest.mark.parametrize(
    ("words", "claims"),
    [
        ("we cut the error from 9 to 4", True),
        ("I would stop the refusals within the hour", True),
        ("we rolled it back", True),
        ("families matter most to me", False),
        ("they stopped it without asking", False),
    ],
)
def test_a_claim_holds_a_number_or_a_decision_of_ones_own(words: str, *, claims: bool) -> None:
    assert is_claim(words) is claims


async def claimed(it: Looper) -> tuple[Claim, ...]:
    async with it.house.core.store.work() as work:
        return await claims_for(work, await it.round())


async def test_a_later_interviewer_knows_what_was_claimed(ana: Looper) -> None:
    await ana.types("mock full two today")
    await ana.settle()
    assert await claimed(ana) == ()
    await ana.says("Cut 9 of 12 alarms, levels 333333333, and would do so again today")
    await ana.done()
    await ana.settle()
    await ana.stops()
    await ana.settle()
    await ana.goes_on()
    claims = await claimed(ana)
    assert [claim.words for claim in claims][:1] == ["Cut 9 of 12 alarms, "]
    assert {claim.round_title for claim in claims} == {"case"}


async def test_deleted_words_are_no_claim(ana: Looper) -> None:
    await ana.types("mock full two today")
    await ana.settle()
    said = await ana.says("Cut 9 of 12 alarms, levels 333333333, and would do so again today")
    await ana.says("There is more to say about it than this")
    await ana.done()
    await ana.settle()
    await ana.stops()
    await ana.settle()
    await ana.deletes(said)
    await ana.goes_on()
    assert await claimed(ana) == ()


async def test_a_round_of_its_own_knows_no_claims(ana: Looper) -> None:
    await ana.types("mock full two today")
    await ana.plays()
    await ana.types("mock full stop")
    await ana.settle()
    await ana.types("mock")
    assert await claimed(ana) == ()


async def test_nobody_takes_up_what_another_interviewer_took_up(ana: Looper) -> None:
    await ana.types("mock full three today")
    await ana.settle()
    await ana.says("Cut 9 of 12 alarms, levels 333333333, and would do so again today")
    await ana.done()
    await ana.settle()
    await ana.stops()
    await ana.settle()
    await ana.goes_on()
    taken = (await claimed(ana))[0]
    quoted = Question(
        f"{CLAIM}who-paid", "Interviewer", f"“{taken.words}”: who paid?", taken.words.rstrip(" ,")
    )
    async with ana.house.core.store.work() as work:
        await work.rounds.ask(await ana.round(), 2, quoted)
    await ana.says("There is more to say about it than this")
    await ana.stops()
    await ana.settle()
    await ana.goes_on()
    assert await claimed(ana) == ()
