"""Builds what takes the gateway's events, for one core."""

from functools import partial

from adapters.chats.afterwards import Afterwards
from adapters.discord.heard.gaps import Gaps
from adapters.discord.heard.guilds import Guilds
from adapters.discord.heard.messages import Messages
from adapters.discord.heard.names import Names
from adapters.discord.heard.reception import Interact, Reception
from adapters.discord.heard.rooms import Rooms
from adapters.discord.heard.said_back import SaidBack
from adapters.discord.needs import NAME, Take
from adapters.discord.speak import asks
from adapters.discord.speak.call import Caller
from bot.practice.catch_up import note_missed, note_missed_everywhere
from bot.practice.core import Core
from bot.practice.direct_home import direct_home, home_of_message
from bot.practice.installing.there import not_among, note_there
from bot.practice.lost_installation import note_installation_lost


def reception(
    core: Core,
    *,
    take: Take,
    interaction: Interact,
    calls: Caller,
    names: Names,
    after: Afterwards,
) -> Reception:
    gaps = Gaps(partial(note_missed, core, NAME), partial(note_missed_everywhere, core, NAME))
    rooms = Rooms(calls.about_channel)
    return Reception(
        take=take,
        now=core.clock.now,
        interaction=interaction,
        rooms=rooms,
        messages=Messages(rooms, partial(direct_home, core), partial(home_of_message, core, NAME)),
        guilds=Guilds(
            take=take,
            gaps=gaps,
            there=partial(note_there, core, NAME),
            not_among=partial(not_among, core, NAME),
            look=lambda guild: calls.call(guild, asks.guild(guild)),
            lost=partial(note_installation_lost, core, NAME),
        ),
        gaps=gaps,
        said_back=SaidBack(core.platforms[NAME], core.clock.now),
        names=names,
        after=after,
    )
