"""What is looked at before anything is heard: whoever starts Debrief is there to mend it."""

import logging

from adapters.discord.access import Access
from adapters.discord.mends import TOKEN_MEND
from adapters.discord.registering import warn_if_outdated
from adapters.discord.speak.outcomes import UNAUTHORISED
from adapters.discord.speak.wire import CutOffError, LimitedError, RefusedError, Wire
from bot.errors import Misconfigured

log = logging.getLogger(__name__)

REFUSED = (
    "DISCORD_BOT_TOKEN isn't taken: Discord knows no app by it. Nothing was started, and nothing was lost. "
    f"{TOKEN_MEND} Then start Debrief again."
)


async def begin(access: Access, wire: Wire) -> str:
    """What the bot is called; nothing while Discord can't be asked. Raises Misconfigured for the token."""
    try:
        name = str((await wire.me()).get("username") or "")
    except (RefusedError, LimitedError, CutOffError) as error:
        if isinstance(error, RefusedError) and error.refusal.status == UNAUTHORISED:
            raise Misconfigured(REFUSED) from error
        log.warning("Discord can't be asked just now whose token this is: %s", error)
        return ""
    await warn_if_outdated(access)
    return name
