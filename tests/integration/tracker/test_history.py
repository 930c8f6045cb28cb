"""`/debrief history`: every answer and every round, page by page."""

import pytest

from bot.domain.cards import Note, SheetCard
from bot.practice.commands import history
from tests.conversation.reading import text_of
from tests.conversation.stage import Member, Stage
from tests.integration.tracker.days import answers, days, plays_a_round, scenario_of, shown

GOOD = (
    "I would stop the rollout for everyone whom it touches, name one owner for each wrong answer, tell those "
    "who were misled within 24 hours, and go on only when two people have read 200 cases together."
)


async def test_an_answer_says_what_was_found_and_what_to_do_next(stage: Stage, ana: Member) -> None:
    await answers(stage, ana, "weak")
    card = await shown(stage, ana, "history")
    assert isinstance(card, SheetCard)
    entry, (found,) = card.sections[0].heading, card.sections[0].lines
    assert entry.startswith(f"Mon 30 Mar 2026 · {scenario_of(stage, 'Mon').title} · ")
    assert " points" in entry
    assert found.startswith(("Best: ", "All "))
    assert found.endswith("?")


async def test_a_round_is_in_it_with_its_time(stage: Stage, ana: Member) -> None:
    await answers(stage, ana, "strong")
    assert history.ROUNDS_APART not in text_of(await shown(stage, ana, "history"))
    await plays_a_round(stage, ana, GOOD)
    card = await shown(stage, ana, "history")
    assert isinstance(card, SheetCard)
    assert card.sections[-1].lines[-1] == history.ROUNDS_APART
    round_line = card.sections[0].heading
    assert " · mock round, case · " in round_line
    assert " · 12 min" in round_line
    assert " points" not in round_line
    assert card.sections[1].heading.startswith("Mon 30 Mar 2026 · ")


async def test_a_round_in_which_nothing_was_said_is_none(stage: Stage, ana: Member) -> None:
    await answers(stage, ana, "strong")
    await ana.types("mock")
    await ana.presses("Stop")
    assert "mock round" not in text_of(await shown(stage, ana, "history"))


async def test_every_page_is_shown_once(stage: Stage, ana: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    await days(stage, ana, "weak", "strong", "senior")
    monkeypatch.setattr(history, "MOST", 2)
    first, second = await shown(stage, ana, "history"), await shown(stage, ana, "history 2")
    beyond = await shown(stage, ana, "history 9")
    assert "1 of 2" in text_of(first)
    assert "`/debrief history 2` goes on with what is older." in text_of(first)
    assert "Wed 1 Apr 2026" in text_of(first)
    assert "Mon 30 Mar 2026" not in text_of(first)
    assert "Mon 30 Mar 2026" in text_of(second)
    assert "goes on with" not in text_of(second)
    assert text_of(beyond) == text_of(first)


async def test_what_is_no_page_is_told_kindly(stage: Stage, ana: Member) -> None:
    await answers(stage, ana, "weak")
    for typed in ("history 0", "history all", "history -1", "history 2 3"):
        card = await shown(stage, ana, typed)
        assert isinstance(card, Note)
        assert card.text.startswith("That is no page. Nothing was changed.")


async def test_nobody_reads_anothers(stage: Stage, ana: Member) -> None:
    bo = stage.member("Bo")
    await answers(stage, ana, "strong")
    await answers(stage, bo, "weak")
    await plays_a_round(stage, bo, GOOD)
    assert "mock round" not in text_of(await shown(stage, ana, "history"))
