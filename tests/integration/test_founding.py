"""Where a group may live, and who may begin one: asked of the platform before anything is made."""

import pytest
from sqlalchemy import text

from bot.domain.cards import Card
from bot.domain.forms import FieldForm
from bot.domain.happenings import Account
from bot.errors import RetryLater, UserMustAct
from bot.practice.lost_installation import installed
from bot.practice.receive import receive
from bot.testing import FakePlatform
from tests.conversation.reading import text_of
from tests.conversation.stage import CHANNEL, Stage
from tests.integration.typed_in_chat import counts

WORDS = "setup 09:30 Europe/Lisbon mon-fri open"
FORM = {"zone": "lisbon"}


@pytest.fixture
def zoe(stage: Stage) -> Account:
    return stage.platform.account("Zoe")


async def types(stage: Stage, who: Account, words: str, channel: str = "attic") -> Card:
    card = await receive(stage.house.core, stage.platform.commands(who, words, channel, admin=True))
    assert card is not None
    return card


@pytest.mark.parametrize("words", ["setup", WORDS])
@pytest.mark.parametrize("closed", ["attic", "Zoe"])
async def test_none_is_begun_where_the_platform_says_that_none_can_live(
    stage: Stage, zoe: Account, words: str, closed: str
) -> None:
    stage.platform.closed[closed] = "Guests can't begin a group."
    refused = await types(stage, zoe, words)
    assert "Guests can't begin a group." in text_of(refused)
    assert not isinstance(refused, FieldForm)
    assert await counts(stage.house, "groups", "persons") == [1, 1]


async def test_it_is_asked_again_when_the_form_is_sent(stage: Stage, zoe: Account) -> None:
    form = await types(stage, zoe, "setup")
    assert isinstance(form, FieldForm)
    stage.platform.closed["attic"] = "I'm not in this channel any more."
    sent = stage.platform.fills_fields(zoe, form, FORM)
    again = await receive(stage.house.core, sent)
    assert isinstance(again, FieldForm)
    assert again.trouble == "I'm not in this channel any more."
    assert {one.name: one.draft for one in again.fields}["zone"] == "lisbon"
    assert await counts(stage.house, "groups", "persons") == [1, 1]

    stage.platform.closed.clear()
    made = await receive(stage.house.core, sent)
    assert made is not None
    assert "The group is made" in text_of(made)


async def test_no_group_is_said_to_be_made_where_nothing_can_be_posted(stage: Stage, zoe: Account) -> None:
    stage.platform.gone.add("attic")
    refused = await types(stage, zoe, WORDS)
    assert "I can't post in this channel" in text_of(refused)
    assert await counts(stage.house, "groups", "persons") == [1, 1]


async def test_while_the_platform_is_away_nothing_is_made(
    stage: Stage, zoe: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_of: object) -> None:
        raise RetryLater("The chat is away.")

    monkeypatch.setattr(FakePlatform, "check_home", away)
    with pytest.raises(RetryLater):
        await types(stage, zoe, WORDS)
    assert await counts(stage.house, "groups") == [1]


async def test_a_group_moves_into_no_channel_where_it_cannot_live(stage: Stage) -> None:
    lou = stage.member("Lou").account
    await receive(stage.house.core, stage.platform.closes(CHANNEL))
    stage.platform.closed["attic"] = "I'm not in this channel."
    for channel, says in (("attic", "I'm not in this channel."), (CHANNEL, "I can't post in this channel")):
        assert says in text_of(await types(stage, lou, "setup", channel))
    async with stage.house.core.store.work() as work:
        assert await work.groups.channels([stage.group]) == []

    stage.platform.gone.clear()
    assert "I post in this channel again." in text_of(await types(stage, lou, "setup", CHANNEL))


async def test_changing_how_a_group_runs_asks_nobody(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuses(*_of: object) -> None:
        raise UserMustAct("Nowhere.")

    monkeypatch.setattr(FakePlatform, "check_home", refuses)
    card = await types(stage, stage.member("Lou").account, "setup 10:30", CHANNEL)
    assert "Nowhere." not in text_of(card)


async def test_a_group_does_not_give_its_name_to_the_workspace(stage: Stage, zoe: Account) -> None:
    await installed(stage.house.core, "fake", "T1", "Heron Study")
    await types(stage, zoe, WORDS)
    async with stage.house.core.store.engine.begin() as connection:
        names = await connection.execute(text("select name from installations"))
        assert names.scalars().all() == ["Heron Study"]
