"""The way in for everything that a chat tells: deduplicated and stored in one transaction, then worked on.

An adapter acknowledges an event to its platform after `receive` returned, and not before.
"""

from bot.domain.cards import Card
from bot.domain.happenings import (
    ButtonPressed,
    ChannelClosed,
    CommandGiven,
    FieldsSent,
    FormSent,
    Happening,
    HomeOpened,
    InstallationLost,
    MemberLeft,
    MessageDeleted,
    MessagePosted,
    MessageTaken,
)
from bot.practice.channel_gone import close_channel
from bot.practice.collect_form import collect_form
from bot.practice.core import Core
from bot.practice.direct_home import at_home
from bot.practice.fill import fill
from bot.practice.home import home
from bot.practice.leave import leave
from bot.practice.left_unsaid import with_what_waits
from bot.practice.lost_installation import lose_installation
from bot.practice.obey import obey
from bot.practice.press import press
from bot.practice.remove_message import delete_message, take_message
from bot.practice.rounds.hear import hear_deletion
from bot.practice.said import said

_Wordless = MessageDeleted | MessageTaken | MemberLeft | ChannelClosed | InstallationLost
"""To these nothing is answered."""
_Asking = ButtonPressed | FormSent | FieldsSent | CommandGiven
"""Each is answered where only whoever asked can see it."""


async def receive(core: Core, happening: Happening) -> Card | None:
    """Take one happening in, once. Returns what to show privately to whoever caused it, if anything."""
    match happening:
        case MessagePosted():
            return await said(core, happening)
        case ButtonPressed() | FormSent() | FieldsSent() | CommandGiven():
            return await _answered(core, happening)
        case HomeOpened():
            return await home(core, happening)
        case _:
            await _taken_in(core, happening)
            return None


async def _answered(core: Core, happening: _Asking) -> Card:
    happening = await at_home(core, happening)
    card = await _answer(core, happening)
    if isinstance(happening, CommandGiven) and happening.in_message:
        return card  # it may have to go by direct message, and those may be closed
    return await with_what_waits(core, happening.source, happening.account, card)


async def _answer(core: Core, happening: _Asking) -> Card:
    match happening:
        case ButtonPressed():
            return await press(core, happening)
        case FormSent():
            return await collect_form(core, happening)
        case FieldsSent():
            return await fill(core, happening)
        case CommandGiven():
            return await obey(core, happening)


async def _taken_in(core: Core, happening: _Wordless) -> None:
    match happening:
        case MessageDeleted() if happening.at.direct:
            await hear_deletion(core, happening)
        case MessageDeleted():
            await delete_message(core, happening)
        case MessageTaken():
            await take_message(core, happening)
        case MemberLeft():
            await leave(core, happening)
        case ChannelClosed():
            await close_channel(core, happening)
        case InstallationLost():
            await lose_installation(core, happening)
