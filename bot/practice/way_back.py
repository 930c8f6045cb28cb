"""The word of an installation's return, held against its channels: an app installed again may be in none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.cards import Card, Note
from bot.domain.delivery import Owed
from bot.domain.group import Channel
from bot.domain.happenings import Account
from bot.errors import ChannelGone, UserMustAct
from bot.ports import ChatPlatform
from bot.practice.core import Core
from bot.practice.lost_installation import COMES

INVITE = "invite me there again, as you would a member, and type `/debrief-admin setup`."
IN_NONE = f"But I'm in no channel of it any more, so no scenario comes until you {INVITE}"
NOT_IN_ALL = f"I'm not in all of its channels any more. Where one is lacking, {INVITE}"
REASON = "I was in no channel when the app was installed again."


async def with_the_way_back(core: Core, owed: Owed, card: Card) -> Card:
    """Asks the platform: never inside a transaction. Raises RetryLater while it can't be asked."""
    if not isinstance(card, Note) or COMES not in card.text or owed.installation is None:
        return card
    begun = core.clock.now()
    async with core.store.work() as work:
        it = await work.installations.get(owed.installation)
        accounts = await work.people.accounts(owed.person) if owed.person else []
        living = [one for one in await work.groups.channels([owed.group]) if one.installation == it.id]
    mine = [
        one.account
        for one in accounts
        if (one.account.platform, one.installation_ref) == (it.platform, it.ref)
    ]
    platform = core.platforms.get(it.platform)
    if platform is None or not mine:
        return card
    shut = [one for one in living if await _is_shut(platform, one, mine[0])]
    await _note(core, shut, begun)
    if len(shut) == len(living):
        return replace(card, text=card.text.replace(COMES, IN_NONE))
    return replace(card, text=f"{card.text} {NOT_IN_ALL}") if shut else card


async def _is_shut(platform: ChatPlatform, channel: Channel, account: Account) -> bool:
    try:
        await platform.check_home(channel.installation_ref, channel.ref, account)
    except ChannelGone:
        return True
    except UserMustAct:
        pass  # something else keeps new groups away; this one is there
    return False


async def _note(core: Core, shut: Sequence[Channel], seen_at: datetime) -> None:
    """Without a word of its own: this one says it."""
    now = core.clock.now()
    async with core.store.work() as work:
        for channel in shut:
            await work.groups.channel_gone(channel, REASON, seen_at, now)
