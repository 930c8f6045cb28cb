"""Whether a channel can be a group's home, and who is in it."""

from dataclasses import dataclass

from adapters.discord.speak import asks
from adapters.discord.speak.asks import Right
from adapters.discord.speak.call import Caller
from adapters.discord.speak.codes import UNKNOWN_MEMBER, UNKNOWN_USER
from adapters.discord.speak.outcomes import NotAllowed
from adapters.discord.speak.places import HOMES
from adapters.discord.speak.who import THREADS
from bot.errors import ChannelGone, UserMustAct

NEEDED = (
    Right.VIEW,
    Right.SEND,
    Right.THREADS,
    Right.IN_THREADS,
    Right.HISTORY,
    Right.FILES,
    Right.REACT,
)
UNSEEN = (
    "I can't see this channel, so I could post nothing here. Nothing was changed. Give my role the "
    "permission “View Channel” under Edit Channel, Permissions, and run setup again."
)
IN_A_THREAD = (
    "A group lives in a channel, and this is a thread of one. Nothing was changed. Run setup in the channel "
    "itself."
)
OTHER_KIND = (
    "A group needs a text channel or a forum, and this is neither. Nothing was changed. Run setup in one."
)


@dataclass(frozen=True, slots=True)
class Homes:
    caller: Caller

    async def is_in(self, guild: str, channel: str, user: str) -> bool | None:
        """Whoever sees a channel is in it. Raises ChannelGone where the bot itself doesn't."""
        if not await self.is_member(guild, user):
            return False
        return not await self.caller.who.lacks(guild, user, channel, (Right.VIEW,))

    async def is_member(self, guild: str, user: str) -> bool:
        fine = {UNKNOWN_MEMBER, UNKNOWN_USER}
        return await self.caller.call(guild, asks.member(guild, user), fine=fine) is not None

    async def check(self, guild: str, channel: str) -> None:
        """Raises UserMustAct where no group can live."""
        try:
            kind = int((await self.caller.about_channel(guild, channel))["type"])
        except ChannelGone as gone:
            raise UserMustAct(UNSEEN) from gone
        if kind not in HOMES:
            raise UserMustAct(IN_A_THREAD if kind in THREADS else OTHER_KIND)
        lacks = await self.caller.lacks(guild, channel, NEEDED)
        if lacks:
            taken = await self.caller.grants_any(guild, lacks)
            says = NotAllowed(lacks, channel, "this channel", taken=taken).message
            raise UserMustAct(f"{says} Nothing was changed. Then run setup again.")
