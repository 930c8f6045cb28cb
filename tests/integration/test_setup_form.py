"""`setup` without words: a form that makes a group, or changes how one runs."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.domain.cards import Card, Note, SheetCard
from bot.domain.forms import FieldForm
from bot.domain.group import Role
from bot.domain.happenings import Account
from bot.domain.mode import Mode
from bot.errors import RetryLater
from bot.practice import setup_sent
from bot.practice.receive import receive
from tests.conversation.reading import text_of
from tests.conversation.stage import CHANNEL, Stage
from tests.integration.typed_in_chat import ANSWER, counts, second_organiser

NEW = {"zone": "lisbon", "at": "8am", "weekdays": "mon, wed and fri", "mode": "sealed", "quiet": "25"}


async def form_for(stage: Stage, who: Account, channel: str = CHANNEL) -> FieldForm:
    stage.clock.forward(seconds=1)
    card = await receive(stage.house.core, stage.platform.commands(who, "setup", channel, admin=True))
    assert isinstance(card, FieldForm)
    return card


async def sends(stage: Stage, who: Account, form: FieldForm, **values: str) -> Card:
    stage.clock.forward(seconds=1)
    card = await receive(stage.house.core, stage.platform.fills_fields(who, form, values))
    assert card is not None
    return card


async def test_it_makes_a_group_in_a_channel_without_one(stage: Stage) -> None:
    zoe = stage.platform.account("Zoe")
    form = await form_for(stage, zoe, "attic")
    sent = stage.platform.fills_fields(zoe, form, NEW | {"name": "Early  Birds", "holidays": "pt"})
    made = await receive(stage.house.core, sent)
    again = await receive(stage.house.core, sent)

    assert isinstance(made, SheetCard)
    assert "The group is made, and you organise it." in text_of(made)
    assert isinstance(again, Note)
    assert await counts(stage.house, "groups") == [2]
    async with stage.house.core.store.work() as work:
        channel = await work.groups.channel_at("fake", "T1", "attic")
        assert channel is not None
        group, schedule = await work.groups.get(channel.group), await work.schedules.of(channel.group)
        (organiser,) = await work.people.members(channel.group, role=Role.ORGANISER)
    assert schedule is not None
    assert (group.name, group.mode, group.quiet) == ("Early Birds", Mode.SEALED, timedelta(minutes=25))
    assert (schedule.at, schedule.zone, schedule.weekdays) == (time(8), "Europe/Lisbon", frozenset({0, 2, 4}))
    assert (schedule.holidays_of, organiser.name) == ("PT", "Zoe")


async def test_a_form_that_came_to_nothing_can_be_sent_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    zoe = stage.platform.account("Zoe")
    sent = stage.platform.fills_fields(zoe, await form_for(stage, zoe, "attic"), NEW | {"name": "Larks"})
    with monkeypatch.context() as busy:
        busy.setattr(setup_sent, "set_up_group", _away)
        with pytest.raises(RetryLater):
            await receive(stage.house.core, sent)

    made = await receive(stage.house.core, sent)

    assert isinstance(made, SheetCard)
    assert await counts(stage.house, "groups") == [2]


async def test_a_change_that_came_to_nothing_can_be_sent_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    lou = stage.platform.account("Lou")
    sent = stage.platform.fills_fields(lou, await form_for(stage, lou), {"at": "06:30"})
    with monkeypatch.context() as busy:
        busy.setattr(setup_sent, "change_schedule", _away)
        with pytest.raises(RetryLater):
            await receive(stage.house.core, sent)

    changed = await receive(stage.house.core, sent)
    again = await receive(stage.house.core, sent)

    assert changed is not None
    assert again is not None
    assert "Changed, from the next scenario on." in text_of(changed)
    assert "It was so already." in text_of(again)
    async with stage.house.core.store.work() as work:
        schedule = await work.schedules.of(stage.group)
    assert schedule is not None
    assert schedule.at == time(6, 30)


async def _away(*_: object) -> None:
    raise RetryLater("The database is away.")


@pytest.mark.parametrize(
    ("field", "value", "trouble"),
    [
        ("name", " ", "A name takes 1 to 60 letters."),
        ("name", "n" * 61, "A name takes 1 to 60 letters."),
        ("at", "25:00", "There is no time 25:00."),
        ("at", "soon", "That is no posting time."),
        ("zone", "", "A time zone is still missing."),
        ("zone", "EST", "I know no such time zone."),
        ("weekdays", "mon-fry", "I can't read the day `mon-fry`."),
        ("weekdays", " , ", "A group posts on at least one weekday."),
        ("mode", "ajar", "Choose whether answers are open or sealed."),
        ("quiet", "0", "Quiet time can be 1 to 120 minutes."),
        ("quiet", "99999", "Quiet time can be 1 to 120 minutes."),
        ("holidays", "XX", "XX"),
    ],
)
async def test_what_cannot_be_read_comes_back_with_everything_in_it(
    stage: Stage, field: str, value: str, trouble: str
) -> None:
    zoe = stage.platform.account("Zoe")
    form = await form_for(stage, zoe, "attic")
    wrong = NEW | {"name": "Early Birds", field: value}

    again = await sends(stage, zoe, form, **wrong)

    assert isinstance(again, FieldForm)
    assert trouble in again.trouble
    assert (again.action, again.subject) == (form.action, form.subject)
    assert {one.name: one.draft for one in again.fields} == wrong | {
        "holidays": value if field == "holidays" else "none"
    }
    assert await counts(stage.house, "groups") == [1]


async def test_it_changes_what_differs_and_nothing_else(stage: Stage) -> None:
    lou = stage.member("Lou").account
    form = await form_for(stage, lou)
    before = await counts(stage.house, "audit", "events")
    same = await sends(stage, lou, form)
    assert "It was so already." in text_of(same)
    assert await counts(stage.house, "audit", "events") == before

    changed = await sends(stage, lou, form, quiet="3", weekdays="daily", name="Evenings", holidays="none")

    assert "Changed, from the next scenario on." in text_of(changed)
    async with stage.house.core.store.work() as work:
        group, schedule = await work.groups.get(stage.group), await work.schedules.of(stage.group)
        actions = [entry.action for entry in await work.audit.of(stage.group, 10)]
    assert schedule is not None
    assert (group.name, group.quiet, group.mode) == ("Evenings", timedelta(minutes=3), Mode.OPEN)
    assert (schedule.weekdays, schedule.at) == (frozenset(range(7)), time(9))
    assert sorted(actions) == ["group set up", "renamed", "schedule changed", "settings changed"]


async def test_the_second_of_two_organisers_is_told_and_may_send_it_again(stage: Stage) -> None:
    lou, max_ = stage.member("Lou").account, (await second_organiser(stage)).account
    mine, theirs = await form_for(stage, lou), await form_for(stage, max_)
    await sends(stage, max_, theirs, at="10:00")

    told = await sends(stage, lou, mine, at="11:00")
    assert isinstance(told, FieldForm)
    assert "Another organiser changed how the group runs while you wrote." in told.trouble
    done = await sends(stage, lou, told, at="11:00")

    assert "Changed" in text_of(done)
    async with stage.house.core.store.work() as work:
        schedule = await work.schedules.of(stage.group)
    assert schedule is not None
    assert schedule.at == time(11)


@pytest.mark.parametrize("subject", ["1/1", "99/1", "x", "new/", f"new/{CHANNEL}", "0/0"])
async def test_a_forged_form_changes_nothing(stage: Stage, subject: str) -> None:
    ana = stage.member("Ana")
    await ana.says(ANSWER)
    form = await form_for(stage, stage.member("Lou").account)
    named = subject.replace("1/1", form.subject) if subject == "1/1" else subject
    before = await counts(stage.house, "groups", "audit", "channels")

    card = await sends(stage, ana.account, replace(form, subject=named), at="23:00")

    assert isinstance(card, FieldForm)
    assert "Nothing was changed." in card.trouble
    assert await counts(stage.house, "groups", "audit", "channels") == before
