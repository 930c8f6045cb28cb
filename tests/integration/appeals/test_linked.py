"""A member who appealed becomes one person with another account, and two again."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.cards import Note
from bot.domain.forms import FieldForm
from bot.domain.happenings import Action, FieldsSent
from bot.domain.ids import GroupId
from bot.domain.review import RoundCase
from bot.domain.round import Round
from bot.library.library import Library
from bot.practice.receive import receive
from bot.testing import FakeClock, FakePlatform
from tests.integration.linked import TwoChats, two_chats

CIRCLE = "circle"
WORDS = "I would stop it tonight, call back everybody who was refused, and name who reads the list."


@pytest.fixture
async def chats(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[TwoChats]:
    async with two_chats(database_url, clock, library) as chats:
        await chats.at("2026-03-01T12:00")
        await chats.founds(CIRCLE, chats.near)
        await chats.spans(CIRCLE, chats.far)
        yield chats


async def joins(chats: TwoChats, platform: FakePlatform, ref: str) -> None:
    async with chats.house.core.store.work() as work:
        account, now = chats.account(platform, ref), chats.clock.now()
        person = await work.people.recognise(account, platform.installation_ref, now)
        await work.people.join(chats.groups[CIRCLE], person, now)


async def plays(chats: TwoChats, platform: FakePlatform, ref: str) -> Round:
    """A round that is stopped after an answer."""
    account = chats.account(platform, ref)
    await joins(chats, platform, ref)
    await chats.types(platform, ref, "mock", CIRCLE)
    await chats.house.settle()
    chats.clock.forward(seconds=1)
    await receive(chats.house.core, platform.says_directly(account, WORDS))
    async with chats.house.core.store.work() as work:
        person = await work.people.known(account)
        it = await work.rounds.live(person) if person else None
    assert it is not None
    await receive(chats.house.core, platform.press(account, Action.STOP_ROUND, str(it.id)))
    await chats.house.settle()
    return it


async def form(chats: TwoChats, platform: FakePlatform, ref: str, it: Round) -> object:
    account = chats.account(platform, ref)
    return await receive(chats.house.core, platform.press(account, Action.APPEAL_ROUND, str(it.id)))


async def appeals(chats: TwoChats, platform: FakePlatform, ref: str, it: Round) -> None:
    card = await form(chats, platform, ref, it)
    assert isinstance(card, FieldForm), card
    values = {"about": card.fields[0].choices[0].value, "reason": "It is in the first line."}
    sent: FieldsSent = platform.fills_fields(chats.account(platform, ref), card, values)
    said = await receive(chats.house.core, sent)
    assert isinstance(said, Note), said
    await chats.house.settle()


async def rule(chats: TwoChats, platform: FakePlatform, ref: str) -> object:
    (case,) = await waiting(chats, chats.groups[CIRCLE])
    account = chats.account(platform, ref)
    pressed = platform.press(account, Action.RULE_ON_ROUND, f"{case.group}/{case.id}")
    return await receive(chats.house.core, pressed)


async def waiting(chats: TwoChats, group: GroupId) -> list[RoundCase]:
    async with chats.house.core.store.work() as work:
        return await work.round_reviews.waiting(group)


async def test_both_accounts_have_the_round_while_they_are_one(chats: TwoChats) -> None:
    it = await plays(chats, chats.far, "Mo")
    await appeals(chats, chats.far, "Mo", it)
    await chats.link((chats.near, "Mona"), (chats.far, "Mo"))
    assert [case.author for case in await waiting(chats, it.group)] == [
        await chats.person(chats.near, "Mona")
    ]
    await appeals(chats, chats.near, "Mona", it)
    assert len((await waiting(chats, it.group))[0].reviews) == 2
    await chats.types(chats.near, "Mona", "unlink")
    await chats.house.settle()
    assert isinstance(await form(chats, chats.near, "Mona", it), Note)
    assert isinstance(await form(chats, chats.far, "Mo", it), FieldForm)


async def test_an_organiser_who_becomes_the_author_can_not_rule(chats: TwoChats) -> None:
    it = await plays(chats, chats.far, "Mo")
    await appeals(chats, chats.far, "Mo", it)
    assert isinstance(await rule(chats, chats.near, "Organiser"), FieldForm)
    await chats.link((chats.near, "Organiser"), (chats.far, "Mo"))
    own = await rule(chats, chats.near, "Organiser")
    assert isinstance(own, Note)
    assert "Nobody rules on their own" in own.text
