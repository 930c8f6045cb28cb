"""`/debrief plan`, from rows: what it shows, keeps, leaves out and begins."""

import re
from datetime import date

import pytest

from bot.domain.cards import Note, QuestionCard, SheetCard
from bot.domain.ids import ScenarioId
from bot.domain.plan import PlanWish
from bot.domain.round_kinds import Kind
from bot.practice.export import export_person
from bot.practice.forget import forget_person
from bot.practice.receive import receive
from tests.conversation.reading import text_of
from tests.conversation.stage import CHANNEL, Member, Stage

TITLE = re.compile(r": “(.+)” \([^()]+\)$")


async def shown(stage: Stage, member: Member, text: str) -> SheetCard | Note:
    stage.clock.forward(seconds=1)
    card = await receive(stage.house.core, stage.platform.commands(member.account, text, CHANNEL))
    assert isinstance(card, SheetCard | Note), card
    return card


def days_of(card: SheetCard | Note) -> list[str]:
    """The lines that are days."""
    assert isinstance(card, SheetCard)
    lines = [line for section in card.sections for line in section.lines]
    return [line for line in lines if re.match(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+ \w+ · ", line)]


def scenarios_in(stage: Stage, card: SheetCard | Note) -> list[str]:
    ids = {one.title: str(one.id) for one in stage.house.core.library.scenarios.values()}
    return [ids[found[1]] for line in days_of(card) if (found := TITLE.search(line))]


async def kept(stage: Stage, member: Member) -> PlanWish | None:
    async with stage.house.core.store.work() as work:
        return await work.plans.of(stage.group, await member.id())


async def test_without_a_date_a_month_is_laid_out_and_nothing_kept(stage: Stage, ana: Member) -> None:
    card = await shown(stage, ana, "plan")
    assert "as if it were in 30 days" in text_of(card)
    assert len(days_of(card)) == 7
    assert days_of(card)[0].startswith("Mon 30 Mar · ")
    assert await kept(stage, ana) is None


async def test_a_date_is_kept_and_the_days_of_rest_stay_free(stage: Stage, ana: Member) -> None:
    await shown(stage, ana, "plan in 6 weeks")
    card = await shown(stage, ana, "plan rest sat, sun")
    assert await kept(stage, ana) == PlanWish(date(2026, 5, 11), frozenset({5, 6}))
    assert "Monday 11 May 2026, in 42 days." in text_of(card)
    assert "Days of rest: Sat, Sun." in text_of(card)
    weeks = days_of(await shown(stage, ana, "plan weeks"))
    assert len(weeks) == 42
    resting = [line for line in weeks if line[:3] in ("Sat", "Sun")]
    assert len(resting) == 12
    assert all(line.endswith(" · rest") for line in resting)
    assert not [line for line in weeks if line not in resting and line.endswith(" · rest")]
    await shown(stage, ana, "plan 2026-04-20")
    assert await kept(stage, ana) == PlanWish(date(2026, 4, 20), frozenset({5, 6}))


async def test_what_was_posted_or_had_is_in_no_plan(stage: Stage, ana: Member) -> None:
    await shown(stage, ana, "plan in 6 weeks")
    before = scenarios_in(stage, await shown(stage, ana, "plan weeks"))
    async with stage.house.core.store.work() as work:
        (posted,) = (await work.posts.seen([stage.group]))[stage.group]
    assert len(set(before)) == len(before) > 10
    assert posted not in before
    started = await shown(stage, ana, "plan today")
    assert "direct message" in text_of(started)
    await stage.settle()
    (question,) = [c for c in stage.platform.told(ana.account) if isinstance(c, QuestionCard)]
    title = stage.house.core.library.scenarios[ScenarioId(before[0])].title
    assert question.scenario == title
    after = scenarios_in(stage, await shown(stage, ana, "plan weeks"))
    assert before[0] not in after
    again = await shown(stage, ana, "plan today")
    assert "in a mock round already" in text_of(again)


async def test_what_the_group_has_queued_is_left_to_it(stage: Stage, ana: Member) -> None:
    first = scenarios_in(stage, await shown(stage, ana, "plan weeks"))[:3]
    await stage.member("Lou").types(f"queue add {first[0]}", admin=True)
    await stage.member("Lou").types(f"queue pin {first[1]} friday", admin=True)
    await stage.member("Lou").types(f"queue never {first[2]}", admin=True)
    assert not set(first) & set(scenarios_in(stage, await shown(stage, ana, "plan weeks")))


async def test_a_command_that_comes_twice_begins_one_round(stage: Stage, ana: Member) -> None:
    given = stage.platform.commands(ana.account, "plan today", CHANNEL)
    for _ in range(2):
        await receive(stage.house.core, given)
    await stage.settle()
    async with stage.house.core.store.work() as work:
        assert len(await work.rounds.had(await ana.id())) == 1


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("plan rest mon", "Say first when your interview is."),
        ("plan soonish", "I can't read that. Nothing was changed."),
        ("plan 2026-03-30", "2026-03-30 is today"),
        ("plan 2026-02-30", "There is no 2026-02-30 in the calendar."),
        ("plan 2026-01-05", "2026-01-05 is over"),
        ("plan in 90 weeks", "more than a year ahead"),
        ("plan rest daily", "no day to practise"),
        ("plan rest caturday", "I can't read those days."),
        ("plan off", "You have no plan"),
    ],
)
async def test_what_cannot_be_changes_nothing(stage: Stage, ana: Member, typed: str, answer: str) -> None:
    assert answer in text_of(await shown(stage, ana, typed))
    assert await kept(stage, ana) is None


async def test_after_the_interview_it_says_so_and_off_takes_it_away(stage: Stage, ana: Member) -> None:
    await shown(stage, ana, "plan in 3 days")
    assert "Days are few" in text_of(await shown(stage, ana, "plan"))
    await stage.at("Fri 09:00")
    assert "Your interview was on 2026-04-02" in text_of(await shown(stage, ana, "plan"))
    assert "Your plan is gone." in text_of(await shown(stage, ana, "plan off"))
    assert await kept(stage, ana) is None


async def test_far_ahead_it_waits(stage: Stage, ana: Member) -> None:
    card = await shown(stage, ana, "plan in 20 weeks")
    assert "It begins 8 weeks before, on Monday 22 June." in text_of(card)
    assert "hasn't begun" in text_of(await shown(stage, ana, "plan today"))


async def test_it_is_exported_and_forgotten(stage: Stage, ana: Member) -> None:
    await shown(stage, ana, "plan in 6 weeks")
    file = await export_person(stage.house.core, await ana.id())
    assert b'"interview on": "2026-05-11"' in file.content
    person = await ana.id()
    await forget_person(stage.house.core, person)
    async with stage.house.core.store.work() as work:
        assert await work.plans.of(stage.group, person) is None


async def test_a_day_for_a_round_begins_one_of_its_kind(stage: Stage, ana: Member) -> None:
    await shown(stage, ana, "plan in 24 days")
    (today, *_) = days_of(await shown(stage, ana, "plan"))
    assert today.endswith(" · Design, then dismantle, a mock round: `/debrief mock design`")
    await shown(stage, ana, "plan today")
    async with stage.house.core.store.work() as work:
        live = await work.rounds.live(await ana.id())
    assert live is not None
    assert live.kind is Kind.DESIGN
