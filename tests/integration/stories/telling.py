"""Members who keep stories, by form and by command."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.cards import Card, SheetCard
from bot.domain.forms import FieldForm
from bot.domain.happenings import Action, FieldsSent
from bot.domain.story import Story, StoryText
from bot.practice.receive import receive
from bot.practice.stories.form import parts_of
from tests.conversation.stage import CHANNEL, Member

NIGHT = StoryText(
    "Night calls",
    "A wrong label at night could have sent nobody to a patient, and nobody had measured that.",
    "I capped it to daytime, and said no to the launch until nurses had read 400 of its labels.",
    "Missed calls fell from 9 to 1 in 400 over three months. Looking back, I would measure the night first.",
)
TILLS = StoryText(
    "The tills", "A price list looked right and was wrong.", "I held it.", "It stayed in two shops."
)


async def types(member: Member, text: str, *, in_message: bool = False) -> Card:
    given = member.stage.platform.commands(member.account, text, CHANNEL)
    card = await receive(member.stage.house.core, replace(given, in_message=in_message))
    assert card is not None
    return card


async def form(member: Member, text: str = "story add") -> FieldForm:
    card = await types(member, text)
    assert isinstance(card, FieldForm), card
    return card


async def sends(member: Member, asked: FieldForm, values: Mapping[str, str]) -> Card:
    sent = member.stage.platform.fills_fields(member.account, asked, values)
    return await takes(member, sent)


async def takes(member: Member, sent: FieldsSent) -> Card:
    card = await receive(member.stage.house.core, sent)
    assert card is not None
    return card


async def keeps(member: Member, text: StoryText = NIGHT) -> Card:
    return await sends(member, await form(member), parts_of(text))


async def presses(member: Member, action: Action, subject: str) -> Card:
    card = await receive(
        member.stage.house.core, member.stage.platform.press(member.account, action, subject)
    )
    assert card is not None
    return card


async def kept(member: Member) -> list[Story]:
    async with member.stage.house.core.store.work() as work:
        return await work.stories.of(member.stage.group, await member.id())


def lines(card: Card) -> str:
    """All that a sheet says."""
    assert isinstance(card, SheetCard), card
    said = (line for section in card.sections for line in (section.heading, *section.lines))
    return "\n".join([card.title, *said, card.closing])


def forged(member: Member, subject: str) -> FieldsSent:
    stage = member.stage
    values = {**parts_of(NIGHT), "more": "x"}
    return FieldsSent(
        stage.platform.source(), member.account, Action.STORY, subject, values, stage.clock.now()
    )
