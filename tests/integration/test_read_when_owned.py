"""Nothing is read from a platform before it's known to be the reader's own."""

import pytest

from bot.domain.happenings import Action, MessageAt
from bot.testing import FakePlatform
from tests.conversation.stage import CHANNEL, Member, Stage
from tests.integration.unheard import FIRST, LONG, text_of


@pytest.fixture
def bo(stage: Stage) -> Member:
    return stage.member("Bo")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    reads, refs = FakePlatform.read, list[str]()

    async def noted(platform: FakePlatform, installation_ref: str, message: MessageAt) -> str | None:
        refs.append(message.message_ref)
        return await reads(platform, installation_ref, message)

    monkeypatch.setattr(FakePlatform, "read", noted)
    return refs


async def test_a_message_is_put_back_by_its_author_alone(
    stage: Stage, ana: Member, bo: Member, read: list[str]
) -> None:
    said = await ana.says(FIRST)
    await ana.takes_out(said)
    stage.clock.forward(minutes=1)
    await stage.happens(stage.platform.takes(said, out=False, by=bo.account))
    await stage.happens(stage.platform.takes(await bo.says("// A note."), out=False))
    assert read == []
    assert await text_of(stage, ana) == ""

    await stage.happens(stage.platform.takes(said, out=False))

    assert read == [said.at.message_ref]
    assert await text_of(stage, ana) == FIRST


async def test_a_message_is_handed_in_by_whom_it_was_offered_to(
    stage: Stage, ana: Member, bo: Member, read: list[str]
) -> None:
    said = await ana.says_in_the_channel(LONG)
    await bo.says(FIRST)
    await stage.settle()
    (button,) = [one for one in stage.buttons["Ana"] if one.action is Action.USE_AS_ANSWER]
    await stage.happens(stage.platform.presses(bo.account, button), bo.ref)
    stage.tells(bo, "isn't yours to hand in")
    post = stage.posts["Mon"].id
    forged = stage.platform.press(ana.account, Action.USE_AS_ANSWER, f"{post}/{CHANNEL}/somebody-elses")
    await stage.happens(forged, bo.ref)
    stage.tells(bo, "isn't yours to hand in")
    assert read == []

    await ana.presses("Use this as my answer")

    assert read == [said.at.message_ref]
    assert await text_of(stage, ana) == LONG
