"""A private form that is opened after the deadline promises nothing that holds before it alone."""

import pytest

from bot.domain.forms import AnswerForm
from bot.domain.happenings import Action
from bot.domain.mode import Mode, Privacy
from bot.practice.receive import receive
from tests.conversation.stage import Member, Stage


async def form_of(stage: Stage, member: Member) -> AnswerForm:
    press = stage.platform.press(member.account, Action.ANSWER_PRIVATELY, str(stage.posts["Tue"].id))
    card = await receive(stage.house.core, press)
    assert isinstance(card, AnswerForm)
    return card


@pytest.mark.parametrize(("mode", "before"), [(Mode.SEALED, Privacy.SEALED), (Mode.OPEN, Privacy.OPEN)])
async def test_after_the_deadline_it_says_that_it_is_late(stage: Stage, mode: Mode, before: Privacy) -> None:
    """It's in no reveal then, and nobody waits for a deadline that is over."""
    ana = stage.member("Ana")
    async with stage.house.core.store.work() as work:
        await work.groups.change(stage.group, mode=mode)
    await stage.at("Tue 09:00")
    assert (await form_of(stage, ana)).privacy is before
    await stage.at("Wed 08:59")
    assert (await form_of(stage, ana)).privacy is before
    await stage.at("Wed 09:00")
    assert (await form_of(stage, ana)).privacy is Privacy.LATE
