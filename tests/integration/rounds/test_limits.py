"""How many rounds somebody may begin, and how much one of them takes."""

from bot.domain.cards import Note
from bot.domain.round import MOST_BEGUN, MOST_LATER_LETTERS, MOST_LETTERS, State
from tests.integration.rounds.said import ONE, TWO, everything_written, said_in
from tests.integration.rounds_stage import Candidate

LETTERS = "I would stop it and tell them. "


async def test_a_day_has_so_many_rounds(ana: Candidate) -> None:
    for _ in range(MOST_BEGUN - 1):
        ana.clock.forward(hours=1)
        await ana.stops()
        await ana.begins()
        await ana.settle()
    await ana.stops()
    card = await ana.begins()
    assert isinstance(card, Note)
    assert card.text.endswith("Nothing was changed. The next may begin in 20 h 0 min.")
    assert len(await ana.states()) == MOST_BEGUN

    ana.clock.forward(hours=20)
    await ana.begins()
    assert await ana.state() is State.ASKING


async def test_a_round_that_showed_no_question_is_not_counted(ana: Candidate) -> None:
    for _ in range(MOST_BEGUN + 1):
        await ana.stops()
        await ana.begins()
    assert await ana.state() is State.ASKING


async def test_of_later_edits_only_the_last_is_kept_and_not_at_any_length(ana: Candidate) -> None:
    said = await ana.says(ONE)
    await ana.done()
    await ana.settle()
    for number in range(3):
        await ana.edits(said, f"Edit {number}. " + "x" * 50_000)
    written = await everything_written(ana)
    assert "Edit 2." in written
    assert "Edit 1." not in written
    assert "x" * MOST_LATER_LETTERS not in written


async def test_a_round_takes_so_many_letters_and_says_so(ana: Candidate) -> None:
    said = await ana.says(ONE)
    await ana.edits(said, LETTERS * 2_000)
    await ana.says(TWO)
    (kept,) = await said_in(ana)
    assert kept == (1, (LETTERS * 2_000)[:MOST_LETTERS])
    await ana.done()
    await ana.settle()
    assert any("20,000 letters" in note for note in ana.questions()[-1].notes)

    await ana.says(TWO)
    assert await ana.state() is State.ANSWERING
    await ana.waits(minutes=10)
    nudge = ana.told()[-1].card
    assert isinstance(nudge, Note)
    assert "20,000 letters" in nudge.text
    await ana.stops()
    await ana.settle()
    assert any("20,000 letters" in note for note in ana.packet().notes)
