"""A round of a loop is appealed once the committee has spoken; a ruling corrects the committee's packet."""

import pytest

from bot.domain.cards import FileCard, Note, SheetCard
from bot.domain.happenings import Action
from bot.domain.ids import PersonId
from bot.domain.review import crossing
from bot.practice.loops.packet import newest_packet
from tests.integration.appeals.conftest import Seat
from tests.integration.appeals.desk import appeals, asks, committee_of, letters, rules
from tests.integration.loops.stage import Looper


@pytest.fixture
async def cai(seat: Seat) -> Looper:
    """Whose second round of two crossed a red line."""
    it = await seat("Cai")
    await it.types("mock full two today")
    await it.plays("444444444")
    await it.goes_on()
    await it.plays("444444444 crossed")
    return it


async def test_no_round_is_appealed_while_its_loop_goes_on(seat: Seat) -> None:
    it = await seat("Cai")
    await it.types("mock full two today")
    await it.plays()
    refused = await it.presses(Action.APPEAL_ROUND, str((await it.round()).id))
    assert isinstance(refused, Note)
    assert "no verdict that you were shown" in refused.text


async def test_the_committees_card_offers_an_appeal_of_each_round(cai: Looper) -> None:
    labels = [button.label for button in committee_of(cai).buttons]
    assert labels == ["Appeal round 2"], "the first has nothing to gain"


async def test_a_red_line_that_is_taken_back_lifts_the_committees_verdict(cai: Looper, seat: Seat) -> None:
    lou, before = await seat("Lou"), committee_of(cai)
    line = (await asks(cai)).red_lines[0]
    assert any(line.says in said for section in before.sections for said in section.lines)
    await appeals(cai, crossing(line.id))
    waits = [s for s in committee_of(cai).sections if s.heading == "Appealed since"]
    assert "a person has yet to rule" in waits[0].lines[0]
    await rules(lou, {crossing(line.id): "no"}, "They limit it in the same breath.")

    (after,) = cai.packets()
    assert before.title.startswith("The committee: ")
    assert after.title != before.title
    assert after.title.startswith("The committee: strong yes")
    (section,) = [s for s in after.sections if s.heading == "Appealed since"]
    (said,) = section.lines
    assert said == (
        f"Round 2: A person has ruled on your appeal of the red line “{line.says}” (changed). "
        "Their reason: “They limit it in the same breath.”"
    )
    assert not any("Red line:" in said for s in after.sections for said in s.lines)
    told = [
        text for text in letters(cai) if "the committee's packet is corrected and says “strong yes”" in text
    ]
    assert len(told) == 1
    assert isinstance(await _again(cai, page=False), SheetCard)


async def test_the_page_that_is_made_again_notes_the_correction(cai: Looper, seat: Seat) -> None:
    lou = await seat("Lou")
    line = crossing((await asks(cai)).red_lines[0].id)
    await appeals(cai, line)
    await rules(lou, {line: "no"}, "They limit it <there>.")
    page = await _again(cai, page=True)
    assert isinstance(page, FileCard)
    assert "Appealed since" in page.content.decode()
    assert "They limit it &lt;there&gt;." in page.content.decode()


async def test_after_a_week_neither_card_nor_button_offers_it(cai: Looper) -> None:
    cai.clock.forward(days=7, minutes=1)
    shown = await _again(cai, page=False)
    assert isinstance(shown, SheetCard)
    assert shown.buttons == ()
    refused = await cai.presses(Action.APPEAL_ROUND, str((await cai.round()).id))
    assert isinstance(refused, Note)
    assert "within 7 days" in refused.text


async def _again(it: Looper, *, page: bool) -> object:
    person: PersonId = (await it.loop()).person
    return await newest_packet(it.core, person, page=page)
