"""The bot's own page, and the buttons that stand for commands."""

import re
from dataclasses import replace

import pytest

from bot.domain.cards import SheetCard
from bot.domain.competency import Competency
from bot.domain.happenings import Account, Action, Source
from bot.domain.scenario import Scenario
from bot.practice.receive import receive
from bot.practice.set_up import Wish, set_up_group
from tests.conversation.reading import text_of
from tests.conversation.stage import Member, Stage
from tests.integration.typed_in_chat import ANSWER, counts

PRESSES = (Action.STANDING, Action.MOCK, Action.BOARD, Action.STREAK)


async def home(stage: Stage, account: Account) -> SheetCard:
    card = await receive(stage.house.core, stage.platform.opens_home(account))
    assert isinstance(card, SheetCard)
    return card


def labels(card: SheetCard) -> list[str]:
    return [button.label for button in card.buttons]


async def test_it_follows_a_member_through_the_day(stage: Stage, ana: Member) -> None:
    assert "You are in no study group here yet." in text_of(await home(stage, ana.account))
    assert await counts(stage.house, "persons") == [1]
    more = ["Mock interview", "This week's board", "My streak"]

    await ana.says(ANSWER)
    written = await home(stage, ana.account)
    assert labels(written) == ["Grade me", "My debrief", *more]
    assert "Answered on time." in text_of(written)

    await ana.presses("Grade me", on="Mon")
    graded = await home(stage, ana.account)
    assert labels(graded) == ["My debrief", *more]
    assert "Verdict: " in text_of(graded)
    assert "Your latest answers and rounds: Mon 30 Mar 2026" in text_of(graded)

    await stage.at("Tue 09:00")
    tomorrow = await home(stage, ana.account)
    assert labels(tomorrow) == ["Answer privately", "Hint", *more]
    assert "No answer of yours yet." in text_of(tomorrow)
    assert "Streak: 1 post in a row." in text_of(tomorrow)


async def test_of_several_groups_each_is_named(stage: Stage, ana: Member) -> None:
    await ana.says(ANSWER)
    wish = Wish("Evenings", "fake", "T1", "attic", ana.account, "Europe/Berlin")
    await set_up_group(stage.house.core, wish)
    away = replace(wish, name="Away", installation_ref="T2", channel_ref="far")
    await set_up_group(stage.house.core, away)

    card = await home(stage, ana.account)

    assert {section.heading.partition(":")[0] for section in card.sections} == {"Mornings", "Evenings"}
    assert "My streak (Evenings)" in labels(card)
    assert all(label.endswith((" (Mornings)", " (Evenings)")) for label in labels(card))


async def test_its_buttons_do_what_the_commands_do(stage: Stage, ana: Member) -> None:
    await ana.says(ANSWER)
    told = {}
    for action in PRESSES:
        card = await receive(stage.house.core, stage.platform.press(ana.account, action, str(stage.group)))
        assert card is not None
        told[action] = text_of(card)
    await stage.settle()

    assert "You in Mornings" in told[Action.STANDING]
    assert "Your mock round begins" in told[Action.MOCK]
    assert "Sample Ana" in told[Action.BOARD]
    assert "Monday 30 March" in told[Action.STREAK] or "Mon" in told[Action.STREAK]
    assert await counts(stage.house, "rounds") == [1]


@pytest.mark.parametrize("action", PRESSES)
@pytest.mark.parametrize("group", ["", "x", "99", "1/2", "9" * 30])
async def test_a_forged_button_shows_nothing(stage: Stage, ana: Member, action: Action, group: str) -> None:
    await ana.says(ANSWER)
    card = await receive(stage.house.core, stage.platform.press(ana.account, action, group))
    assert card is not None
    assert "nothing was changed" in text_of(card).lower()


@pytest.mark.parametrize("action", PRESSES)
async def test_what_is_a_groups_own_is_shown_to_nobody_else(stage: Stage, action: Action) -> None:
    stranger = stage.platform.account("Stranger")
    pressed = stage.platform.press(stranger, action, str(stage.group))
    elsewhere = replace(pressed, source=Source("fake", "T2", "from-elsewhere"))
    for press in (pressed, elsewhere):
        card = await receive(stage.house.core, press)
        assert card is not None
        assert "nothing was changed" in text_of(card).lower()
    assert await counts(stage.house, "rounds") == [0]


async def test_nothing_stays_on_it_of_somebody_forgotten(stage: Stage, ana: Member) -> None:
    await ana.says(ANSWER)
    await ana.types("forget-me")
    assert stage.platform.pages == {}
    await ana.types("forget-me now")
    stage.tells(ana, "Forget me", "I have forgotten you")
    assert "You are in no study group here yet." in text_of(stage.platform.pages["Ana"])


async def test_whoever_can_not_be_shown_it_is_forgotten_all_the_same(stage: Stage, ana: Member) -> None:
    await ana.says(ANSWER)
    stage.platform.closed_to.add("Ana")
    await ana.types("forget-me now")
    stage.tells(ana, "I have forgotten you")
    assert stage.platform.pages == {}


async def test_it_shows_how_far_a_member_is_in_each_competency(stage: Stage, ana: Member) -> None:
    scenario = scenario_today(stage)
    await ana.says(scenario.answers.senior.text)
    empty = lines_of(await home(stage, ana.account))
    await ana.presses("Grade me", on="Mon")

    lines = lines_of(await home(stage, ana.account))

    assert empty == ("Empty until your first debrief; then it shows how far you are in each of the seven.",)
    *rest, whence = lines
    levels = [line for line in rest if re.fullmatch("[●○]{4} [a-z]+ · [^·]+", line)]
    named = {line.split(" · ")[1] for line in levels}
    # Where the check is sure of no level, a competency that the scenario asks for isn't shown as tested.
    assert len(named) == len(levels) > 0
    assert named <= {one.label for one in scenario.competencies}
    unseen = [one.label for one in Competency if one.label not in named]
    assert rest[len(levels) :] == ([f"Not tested yet: {', '.join(unseen).lower()}."] if unseen else [])
    assert (
        whence
        == "The level of your one graded answer at its first try, by the automatic check, not calibrated."
    )
    await ana.types("history")
    stage.tells(ana, "Reading it now.", "Debrief of", f"By competency: {levels[0]}")


async def test_one_members_levels_are_not_anothers(stage: Stage, ana: Member) -> None:
    bo = stage.member("Bo")
    await ana.says(scenario_today(stage).answers.senior.text)
    await ana.presses("Grade me", on="Mon")
    await bo.says(ANSWER)

    assert len(lines_of(await home(stage, bo.account))) == 1


def scenario_today(stage: Stage) -> Scenario:
    title = stage.posts["Mon"].card.title
    return next(one for one in stage.house.core.library.scenarios.values() if one.title == title)


def lines_of(card: SheetCard) -> tuple[str, ...]:
    [found] = [section.lines for section in card.sections if section.heading == "By competency"]
    return found
