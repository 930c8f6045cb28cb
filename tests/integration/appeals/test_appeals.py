"""An appeal of a mock round: by its member alone, once a criterion, within a week, on a verdict they saw."""

from collections.abc import Awaitable, Callable

import pytest

from bot.domain.cards import Note
from bot.domain.forms import FieldForm
from bot.domain.happenings import Action
from tests.integration.appeals.desk import (
    appeal_form,
    appeals,
    asks,
    cases,
    fills,
    letters,
    packet_of,
    rules,
    verdict,
)
from tests.integration.loops.stage import Looper


async def test_the_packet_offers_it_and_the_form_says_who_will_read_the_round(ana: Looper) -> None:
    (button,) = packet_of(ana).buttons
    assert (button.action, button.label) == (Action.APPEAL_ROUND, "Appeal")
    form = await appeal_form(ana)
    assert "private" in form.says
    assert "all that you said in it" in form.says


async def test_it_is_kept_changes_nothing_and_the_packet_says_that_it_waits(ana: Looper, lou: Looper) -> None:
    first, before = (await asks(ana)).criteria[0], await verdict(ana)
    said = await appeals(ana, first.id)
    assert isinstance(said, Note)
    assert (
        f"Your appeal on “{first.title}” is kept. An organiser reads the round without your name" in said.text
    )
    (case,) = await cases(ana)
    assert [(one.about, one.said) for one in case.reviews] == [(first.id, "My first message says it.")]
    assert await verdict(ana) == before
    assert packet_of(ana).notes[0] == f"You appealed “{first.title}”; a person has yet to rule."
    assert any(text.startswith("A mock round waits for a person's ruling") for text in letters(lou))
    assert not any("Ana" in text for text in letters(lou))


async def test_each_criterion_once_however_often_it_is_sent(ana: Looper) -> None:
    first = (await asks(ana)).criteria[0].id
    form = await appeal_form(ana)
    for _ in range(2):
        again = await fills(ana, form, {"about": first, "reason": "It is there."})
    assert isinstance(again, FieldForm)
    assert "already" in again.trouble
    assert again.fields[1].draft == "It is there."
    assert len((await cases(ana))[0].reviews) == 1


async def test_a_week_after_the_packet_it_is_too_late(ana: Looper) -> None:
    subject = str((await ana.round()).id)
    ana.clock.forward(days=7, minutes=1)
    refused = await ana.presses(Action.APPEAL_ROUND, subject)
    assert isinstance(refused, Note)
    assert "within 7 days of the packet" in refused.text


async def test_nobody_appeals_somebody_elses_round_nor_one_that_goes_on(
    ana: Looper, looper: Callable[[str], Awaitable[Looper]]
) -> None:
    bo = await looper("Bo")
    mine = str((await ana.round()).id)
    for subject in (mine, "0", "", "9" * 40, "x", f"{mine}/1"):
        refused = await bo.presses(Action.APPEAL_ROUND, subject)
        assert isinstance(refused, Note)
        assert "no such round of yours" in refused.text
    await bo.types("mock")
    await bo.settle()
    refused = await bo.presses(Action.APPEAL_ROUND, str((await bo.round()).id))
    assert isinstance(refused, Note)
    assert "no verdict that you were shown" in refused.text
    assert await cases(ana) == []


async def test_a_round_whose_words_are_deleted_waits_no_more_and_can_not_be_appealed(ana: Looper) -> None:
    await appeals(ana, (await asks(ana)).criteria[0].id)
    for message in ana.said:
        await ana.deletes(message)
    assert await cases(ana) == []
    refused = await ana.presses(Action.APPEAL_ROUND, str((await ana.round()).id))
    assert isinstance(refused, Note)
    assert "Nothing that you said in that round is left" in refused.text


async def test_deleted_words_leave_the_reasons_that_quote_them(ana: Looper, lou: Looper) -> None:
    scenario = await asks(ana)
    gone = ana.said[0].text
    await appeals(ana, scenario.criteria[0].id, f"I said “{gone}” and meant it.")
    await rules(lou, {scenario.criteria[0].id: "4"}, f"“{gone}”: that settles it.")
    assert any(gone in note for note in packet_of(ana).notes)
    await ana.deletes(ana.said[0])
    async with ana.house.core.store.work() as work:
        it = await ana.round()
        (review,) = await work.round_reviews.of_round(it.group, it.id)
    assert "and meant it" in review.said
    assert gone not in review.said + review.because
    assert (await verdict(ana)).criteria[0].quotes == ()


@pytest.mark.parametrize("reason", ["  ", "x" * 1_001])
async def test_what_lacks_or_overflows_comes_back_with_every_word(ana: Looper, reason: str) -> None:
    back = await fills(
        ana, await appeal_form(ana), {"about": (await asks(ana)).criteria[0].id, "reason": reason}
    )
    assert isinstance(back, FieldForm)
    assert back.trouble
    assert back.fields[1].draft == reason
    assert await cases(ana) == []
