"""Members who appeal their rounds, and whoever rules on them."""

from bot.domain.cards import Card, Note, PacketCard, SheetCard
from bot.domain.forms import FieldForm
from bot.domain.grade import Graded
from bot.domain.happenings import Action
from bot.domain.review import RoundCase
from bot.domain.scenario import Scenario
from bot.practice.reviews.appeal_form import ABOUT, REASON
from bot.practice.reviews.rule_form import BECAUSE
from tests.integration.loops.stage import Looper


async def appeal_form(it: Looper) -> FieldForm:
    card = await it.presses(Action.APPEAL_ROUND, str((await it.round()).id))
    assert isinstance(card, FieldForm), card
    return card


async def appeals(it: Looper, about: str, reason: str = "My first message says it.") -> Card:
    return await fills(it, await appeal_form(it), {ABOUT: about, REASON: reason})


async def fills(it: Looper, form: FieldForm, values: dict[str, str]) -> Card:
    it.clock.forward(seconds=1)
    card = await it.happens(it.platform.fills_fields(it.account, form, values))
    assert card is not None
    await it.house.settle()
    return card


async def rule_form(reader: Looper, case: RoundCase) -> Card | None:
    return await reader.presses(Action.RULE_ON_ROUND, f"{reader.group}/{case.id}")


async def rules(reader: Looper, values: dict[str, str], because: str = "It is there, word for word.") -> Note:
    """On the first round in turn."""
    (case, *_) = await cases(reader)
    form = await rule_form(reader, case)
    assert isinstance(form, FieldForm), form
    card = await fills(reader, form, {**values, BECAUSE: because})
    assert isinstance(card, Note), card
    return card


async def reads(reader: Looper) -> Card:
    """The queue, with the first case whole where it spoils nothing for them."""
    card = await reader.happens(reader.platform.commands(reader.account, "review", "study", admin=True))
    assert card is not None
    return card


async def opens(reader: Looper) -> Card | None:
    """The first case, which is over a scenario that the reader hasn't met."""
    (case, *_) = await cases(reader)
    return await reader.presses(Action.OPEN_ROUND, f"{reader.group}/{case.id}")


async def cases(it: Looper) -> list[RoundCase]:
    async with it.house.core.store.work() as work:
        return await work.round_reviews.waiting(it.group)


async def asks(it: Looper) -> Scenario:
    """What the newest round asks."""
    async with it.house.core.store.work() as work:
        return await work.posts.scenario((await it.round()).scenario_hash)


async def verdict(it: Looper) -> Graded:
    """What stands for the newest round."""
    async with it.house.core.store.work() as work:
        turns = await work.rounds.turns(await it.round())
    stands = [turn.stands for turn in turns if turn.stands is not None][-1]
    assert isinstance(stands, Graded)
    return stands


def packet_of(it: Looper) -> PacketCard:
    """As it stands in their chat now."""
    return [seen.card for seen in it.told() if isinstance(seen.card, PacketCard)][-1]


def committee_of(it: Looper) -> SheetCard:
    return it.packets()[-1]


def letters(it: Looper) -> list[str]:
    return [seen.card.text for seen in it.told() if isinstance(seen.card, Note)]
