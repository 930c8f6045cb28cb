"""`link`, `unlink` and `share`: one person behind two accounts, and one group in two chats."""

from bot.domain.cards import Card
from bot.domain.linking import LENGTH
from bot.errors import UserMustAct
from bot.practice.commands.asked import Asked
from bot.practice.commands.sentences import LEFT_WITHOUT_ORGANISER, NO_GROUP_HERE, ORGANISERS_ONLY
from bot.practice.linking import words
from bot.practice.linking.link import give_code, unlink, use_code
from bot.practice.linking.share import give_channel_code, use_channel_code
from bot.practice.set_up import Wish, check_home


async def link(it: Asked) -> Card:
    """A code, or with a code the other half of it. Typed twice it changes nothing more."""
    await it.once()
    account, installation_ref = it.given.account, it.given.source.installation_ref
    if not it.words:
        return await give_code(it.core, account, installation_ref)
    return await use_code(it.core, account, installation_ref, _typed(it))


async def end_link(it: Asked) -> Card:
    await it.once()
    return await unlink(it.core, it.given.account)


async def share(it: Asked) -> Card:
    """A code for the group, or with a code the channel that it is typed in."""
    if it.words:
        return await _share_here(it)
    if it.here.group is None:
        raise UserMustAct(NO_GROUP_HERE if it.given.channel_ref else it.here.nowhere)
    if not it.organises:
        raise UserMustAct(ORGANISERS_ONLY if it.here.organised else LEFT_WITHOUT_ORGANISER)
    await it.once()
    return await give_channel_code(it.core, it.group.id, it.member.person)


async def _share_here(it: Asked) -> Card:
    source, channel_ref = it.given.source, it.given.channel_ref
    if channel_ref is None:
        raise UserMustAct(words.IN_A_CHANNEL)
    if it.here.group is not None:
        raise UserMustAct(words.CHANNEL_TAKEN)
    await check_home(it.core, source, channel_ref, it.given.account)
    await it.once()
    # Of the wish only where it is and who has it: all else is the group's own.
    place = (source.platform, source.installation_ref, channel_ref)
    return await use_channel_code(it.core, Wish("", *place, it.given.account, it.here.zone), _typed(it))


def _typed(it: Asked) -> str:
    """A code that was typed in two words is one all the same."""
    return "".join(it.plain)[: 2 * LENGTH]
