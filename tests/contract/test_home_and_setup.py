"""The bot's own page, the form behind setup, and the loss of a whole installation, over each platform."""

from adapters.main import House
from bot.domain.cards import Note, SheetCard
from bot.domain.forms import FieldForm
from bot.domain.happenings import Action
from bot.domain.mode import Mode
from bot.ports import InChannel
from bot.practice.lost_installation import installed
from bot.practice.receive import receive
from bot.testing import FakeClock
from tests.contract.stage import Stage, words_of
from tests.contract.test_daily_story import a_group, direct_to, posted_day, scenario_of, writes

WORDS = "I would stop automatic refusals within the hour and call the claimants back."


async def test_the_home_of_a_member_says_what_comes_next(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    _, post, thread = await posted_day(staged_house, clock, stage)
    ana = stage.account("U1", "Ana")
    stranger = await receive(staged_house.core, await stage.opens_home(ana))
    await writes(staged_house, stage, ana, WORDS, thread)

    opened = await stage.opens_home(ana)
    card = await receive(staged_house.core, opened)

    assert opened.account.ref == ana.ref
    assert isinstance(stranger, SheetCard)
    assert "no study group" in words_of(stranger)
    assert isinstance(card, SheetCard)
    assert scenario_of(staged_house, post).title in words_of(card)
    assert {button.action for button in card.buttons} >= {Action.GRADE_ME, Action.MOCK, Action.STREAK}


async def test_the_card_of_the_day_leads_to_where_a_member_stands(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    group, post, thread = await posted_day(staged_house, clock, stage)
    ana = stage.account("U1", "Ana")
    stranger = await receive(staged_house.core, await stage.presses(ana, Action.STANDING, str(group)))
    await writes(staged_house, stage, ana, WORDS, thread)

    card = await receive(staged_house.core, await stage.presses(ana, Action.STANDING, str(group)))
    board = await receive(staged_house.core, await stage.presses(ana, Action.BOARD, str(group)))

    assert isinstance(stranger, Note)
    assert isinstance(card, SheetCard)
    assert scenario_of(staged_house, post).title in words_of(card)
    assert board is not None
    assert "Ana" in words_of(board)


async def test_setup_without_words_is_a_form(staged_house: House, clock: FakeClock, stage: Stage) -> None:
    group = await a_group(staged_house, clock, stage)
    organiser = stage.account("U0", "Organiser")

    form = await receive(staged_house.core, await stage.types(organiser, "/debrief-admin setup"))
    assert isinstance(form, FieldForm)
    wrong = {field.name: field.draft for field in form.fields} | {"at": "25:00", "quiet": "7"}
    again = await receive(staged_house.core, await stage.fills_fields(organiser, form, wrong))
    assert isinstance(again, FieldForm)
    assert "25:00" in again.trouble
    right = {field.name: field.draft for field in again.fields} | {"at": "10:15", "mode": "sealed"}
    sheet = await receive(staged_house.core, await stage.fills_fields(organiser, again, right))

    assert isinstance(sheet, SheetCard)
    async with staged_house.core.store.work() as work:
        found, schedule = await work.groups.get(group), await work.schedules.of(group)
    assert schedule is not None
    assert (f"{schedule.at:%H:%M}", found.mode, found.quiet.seconds) == ("10:15", Mode.SEALED, 7 * 60)


async def test_a_lost_installation_rests_until_it_is_back(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    await posted_day(staged_house, clock, stage)
    in_channel = InChannel(stage.installation_ref, stage.channel_ref)
    organiser = direct_to(stage, stage.account("U0", "Organiser"))
    before = await stage.shown(in_channel)

    clock.forward(hours=1)
    await receive(staged_house.core, await stage.loses())
    await staged_house.settle()
    clock.forward(days=1)
    await staged_house.settle()

    assert await stage.shown(in_channel) == before
    assert await stage.shown(organiser) == []

    await stage.comes_back()
    # As whoever installs it says; a platform that is heard has said so by itself, and twice is as once.
    await installed(staged_house.core, stage.platform.name, stage.installation_ref, "A workspace")
    await staged_house.settle()
    clock.forward(days=1)
    await staged_house.settle()

    assert len(await stage.shown(in_channel)) == len(before) + 1
    (told,) = await stage.shown(organiser)
    assert "nobody's streak suffers" in told
