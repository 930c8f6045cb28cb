"""Answers to a card of which nobody can say yet where it stands: taken, not refused, and counted later."""

from datetime import timedelta

import pytest

from bot.domain.happenings import MessagePosted
from bot.errors import DebriefError, RetryLater, UserMustAct
from bot.ports import Place, Published
from bot.practice.receive import receive
from bot.testing import FakePlatform
from tests.conversation.stage import CHANNEL, Member, Stage
from tests.integration.typed_in_chat import counts
from tests.integration.unheard import FIRST, catches_up, text_of, unheard


def nobody_can_say(monkeypatch: pytest.MonkeyPatch, trouble: DebriefError | TimeoutError) -> None:
    async def find(_platform: FakePlatform, _place: Place, _key: str) -> Published | None:
        raise trouble

    monkeypatch.setattr(FakePlatform, "find", find)


async def a_card_that_may_stand(stage: Stage) -> str:
    """Tuesday's; whoever posted it was cut off. Where its thread is, which only the platform knows."""
    stage.platform.after_landing.append(RetryLater("The answer got lost.", timedelta(minutes=20)))
    await stage.at("Tue 09:00")
    return stage.platform.in_channel(CHANNEL)[-1].published.thread_ref


def answers(stage: Stage, who: Member, text: str, thread: str) -> MessagePosted:
    return stage.platform.says(who.account, text, CHANNEL, thread)


@pytest.mark.parametrize(
    "trouble",
    [RetryLater("A page a minute."), UserMustAct("Something lacks."), TimeoutError()],
    ids=lambda trouble: type(trouble).__name__,
)
async def test_an_answer_in_its_thread_counts_by_its_own_time(
    stage: Stage, ana: Member, monkeypatch: pytest.MonkeyPatch, trouble: DebriefError | TimeoutError
) -> None:
    thread = await a_card_that_may_stand(stage)
    with monkeypatch.context() as patch:
        nobody_can_say(patch, trouble)
        stage.clock.forward(minutes=5)
        said = answers(stage, ana, FIRST, thread)
        for _ in range(2):
            assert await receive(stage.house.core, said) is None
        stage.clock.forward(minutes=1)
        await receive(stage.house.core, stage.platform.deletes(answers(stage, ana, "Not this.", thread)))
    assert await counts(stage.house, "answer_messages") == [0]

    await stage.at("Tue 10:00")
    await catches_up(stage)

    assert await text_of(stage, ana, "Tue") == FIRST
    assert await stage.points() == {"Ana": 10}
    async with stage.house.core.store.work() as work:
        person = await ana.id()
        answer = await work.answers.of(stage.group, stage.posts["Tue"].id, person)
    assert answer is not None
    assert answer.arrived_at == said.posted_at
    assert await counts(stage.house, "missed_times") == [0]


async def test_what_is_said_elsewhere_meanwhile_does_no_harm(
    stage: Stage, ana: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_card_that_may_stand(stage)
    with monkeypatch.context() as patch:
        nobody_can_say(patch, RetryLater("A page a minute."))
        await receive(stage.house.core, answers(stage, ana, FIRST, "some-other-thread"))
        await receive(stage.house.core, unheard(stage, ana, FIRST, "Mon"))

    await stage.at("Tue 10:00")
    await catches_up(stage)

    assert await text_of(stage, ana, "Mon") == FIRST
    assert await text_of(stage, ana, "Tue") == ""
    assert await counts(stage.house, "missed_times") == [0]


async def test_missed_time_is_kept_until_the_thread_is_known(
    stage: Stage, ana: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    since = stage.clock.now()
    thread = await a_card_that_may_stand(stage)
    unheard(stage, ana, FIRST, "Mon")
    answers(stage, ana, FIRST, thread)
    with monkeypatch.context() as patch:
        nobody_can_say(patch, UserMustAct("Something lacks."))
        with pytest.raises(RetryLater):
            await catches_up(stage, since)
        assert await text_of(stage, ana, "Mon") == FIRST

    await catches_up(stage)
    await stage.settle()

    assert await text_of(stage, ana, "Tue") == FIRST
    assert await counts(stage.house, "missed_times") == [0]


async def test_a_card_that_nobody_finds_holds_missed_time_for_a_day_at_most(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    since = stage.clock.now()
    await a_card_that_may_stand(stage)
    nobody_can_say(monkeypatch, RetryLater("Never."))
    stage.clock.forward(days=2, minutes=1)

    await catches_up(stage, since)

    assert await counts(stage.house, "missed_times") == [0]
