"""What becomes of words in a mock round: edited, deleted, too late."""

from bot.domain.round import State
from bot.library.library import Library
from bot.testing import FakePlatform
from tests.integration.rounds.said import ONE, TWO, everything_written, quotes_in, said_in, to_the_end
from tests.integration.rounds_stage import SCENARIO, Candidate


async def test_an_edit_in_the_open_turn_replaces_and_a_later_one_is_recorded(ana: Candidate) -> None:
    first = await ana.says("I would wait and see.")
    await ana.edits(first, ONE)
    await ana.done()
    await ana.settle()
    await ana.edits(first, "I never said that.")
    await ana.says(TWO)
    await ana.done()
    await ana.settle()
    assert ana.grader.read == [ONE, f"{ONE}\n\n{TWO}"]
    assert "I never said that." in await everything_written(ana)


async def test_an_edit_that_makes_a_note_of_the_only_words_reopens_the_turn(ana: Candidate) -> None:
    said = await ana.says(ONE)
    await ana.edits(said, f"// {ONE}")
    await ana.waits(minutes=5)
    assert (await ana.round()).state is State.NUDGED
    await ana.edits(said, TWO)
    await ana.waits(seconds=45)
    assert ana.grader.read == [TWO]


async def test_what_was_made_a_note_is_kept_by_no_later_edit(ana: Candidate) -> None:
    await ana.says(ONE)
    note = await ana.says(TWO)
    await ana.edits(note, f"// {TWO}")
    await ana.done()
    await ana.settle()
    await ana.edits(note, "I never said that.")
    assert "I never said that." not in await everything_written(ana)


async def test_an_edit_after_the_last_turn_is_recorded_too(ana: Candidate) -> None:
    await to_the_end(ana)
    before = await said_in(ana)
    await ana.edits(ana.said[-1], "I never said that.")
    assert await said_in(ana) == before
    assert "I never said that." in await everything_written(ana)


async def test_an_edit_brings_no_deleted_words_back(ana: Candidate) -> None:
    gone = await ana.says(ONE)
    await ana.deletes(gone)
    await ana.edits(gone, TWO)
    assert await said_in(ana) == []
    assert TWO not in await everything_written(ana)


async def test_an_older_version_of_a_message_changes_nothing(ana: Candidate, platform: FakePlatform) -> None:
    said = await ana.says(ONE)
    older = platform.edits(said, "An older text.")
    await ana.edits(said, TWO)
    await ana.happens(older)
    await ana.happens(said)
    assert await said_in(ana) == [(1, TWO)]


async def test_a_deletion_forgets_words_and_quotes(ana: Candidate, library: Library) -> None:
    strong = library.get(SCENARIO).answers.strong.text
    gone = await ana.says(strong)
    await ana.says(ONE)
    await ana.done()
    await ana.settle()
    assert await quotes_in(ana)
    await ana.deletes(gone)
    assert await quotes_in(ana) == []
    assert await said_in(ana) == [(1, ONE)]
    written = await everything_written(ana)
    assert [line for line in strong.split("\n") if line and line in written] == []
    await ana.says("The examiner gets a list of all that were refused.")
    await ana.done()
    await ana.settle()
    assert ana.grader.read[-1] == f"{ONE}\n\nThe examiner gets a list of all that were refused."


async def test_a_message_that_comes_after_its_deletion_stays_out(
    ana: Candidate, platform: FakePlatform
) -> None:
    said = platform.says_directly(ana.account, ONE)
    await ana.happens(platform.deletes(said))
    await ana.happens(said)
    assert await said_in(ana) == []


async def test_what_was_deleted_while_it_was_read_is_read_again(ana: Candidate) -> None:
    gone = await ana.says(ONE)
    await ana.says(TWO)
    await ana.done()
    ana.grader.meanwhile = lambda: ana.deletes(gone)
    await ana.settle()
    assert ana.grader.read == [f"{ONE}\n\n{TWO}", TWO]
    assert "piano" not in await everything_written(ana)
