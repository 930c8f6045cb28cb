"""The way in for what members write: a command, a word in a round, or something in a group's channel."""

from bot.domain.card_parts import Button
from bot.domain.cards import Card, Note
from bot.domain.forgetting import mark_of
from bot.domain.happenings import Action, Command, CommandGiven, MessagePosted, Source
from bot.domain.ids import InstallationId
from bot.practice.addressed import command_in
from bot.practice.collect_answer import collect_message
from bot.practice.core import Core
from bot.practice.obey import obey
from bot.practice.rounds.hear import hear, live_elsewhere
from bot.store.work import Work

LISTENS = (
    "Hello. In these direct messages I listen during a mock round only; what you write at other times isn't "
    "read. Scenarios come in your group's channel, and are answered there. Type `/debrief help` to see what "
    "I can do, here or there."
)
ELSEWHERE = (
    "Your mock round is under way on {platform}, in your direct messages with me. Answer it there: what you "
    "write here isn't part of it, and isn't kept."
)
HELP = frozenset({"help", "help me", "?"})


async def said(core: Core, message: MessagePosted) -> Card | None:
    """Take it in. Returns what to show its author alone, if anything."""
    if command := command_in(message):
        return await obey(core, command)
    if not message.at.direct:
        await collect_message(core, message)
        return None
    if await hear(core, message) or message.edited_at is not None:
        return None
    if message.text.strip().casefold().rstrip("!.") in HELP:
        return await obey(core, _help(message))
    return await _greeting(core, message)


def _help(message: MessagePosted) -> CommandGiven:
    return CommandGiven(message.source, message.author, Command.MEMBER, "help", message.posted_at)


async def _greeting(core: Core, message: MessagePosted) -> Card | None:
    """Once an hour at the most: what somebody writes to themselves here needs no answer."""
    now = core.clock.now()
    async with core.store.work() as work:
        person, source = await work.people.known(message.author), message.source
        elsewhere = await live_elsewhere(work, person, source) if person else None
        if person and not elsewhere and await work.rounds.is_under_way(person):
            return None  # a word too late for its turn
        event = f"{'sent on' if elsewhere else 'greeted'} {mark_of(message.author)} {now:%Y-%m-%d %H}"
        installation = await _counted_in(work, source)
        if installation and not await work.events.admit(installation, event, "greeted", None, now):
            return None
        if elsewhere:
            return Note(ELSEWHERE.format(platform=elsewhere.capitalize()))
        mine = await work.people.groups_of(person) if person else []
    if len(mine) != 1:
        return Note(LISTENS)
    subject = str(mine[0])
    return Note(
        LISTENS,
        (Button(Action.STANDING, "Where I stand", subject), Button(Action.MOCK, "Mock interview", subject)),
    )


async def _counted_in(work: Work, source: Source) -> InstallationId | None:
    """Where a greeting is written down: a stranger's, who was met in no installation, in the oldest."""
    found = await work.groups.installation(source.platform, source.installation_ref)
    if found is not None:
        return found
    there = await work.installations.of(source.platform)
    return there[0].id if there else None
