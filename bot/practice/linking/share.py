"""A group in two chats: an organiser takes a code in the one, and it is typed in a channel of the other."""

from bot.domain.cards import Card, Note
from bot.domain.delivery import DeliveryKind, Owed
from bot.domain.ids import ChannelId, GroupId, PersonId
from bot.domain.linking import CodeKind, spelled
from bot.errors import UserMustAct
from bot.ports import Nudge
from bot.practice.core import Core
from bot.practice.linking import words
from bot.practice.linking.codes import make_code, open_code
from bot.practice.organise import require_organiser
from bot.practice.set_up import Wish, add_channel
from bot.store.link_codes import Code
from bot.store.work import Work


async def give_channel_code(core: Core, group: GroupId, actor: PersonId) -> Card:
    """For this group alone, and only to its organisers."""
    now = core.clock.now()
    async with core.store.work() as work:
        await require_organiser(work, group, actor)
        await work.links.hold(actor)
        made = await make_code(work, CodeKind.CHANNEL, actor, now, group)
        if made is None:
            return Note(words.TOO_MANY_CODES)
        name = (await work.groups.get(group)).name
        await work.audit.note(group, actor, "channel code made", now)
    return Note(words.CHANNEL_CODE.format(code=spelled(made), group=name, minutes=words.MINUTES))


async def use_channel_code(core: Core, wish: Wish, typed: str) -> Card:
    """The channel that the wish names is the group's from now on. Raises UserMustAct when it can't be."""
    code = await _opened(core, wish, typed)
    if isinstance(code, str):
        raise UserMustAct(code)
    assert code.group is not None  # noqa: S101  a code of this kind names one
    comes = await add_channel(core, code.group, wish)
    now = core.clock.now()
    async with core.store.work() as work:
        await work.link_codes.spend(code, now)
        name = (await work.groups.get(code.group)).name
        added = await work.groups.channel_at(wish.platform, wish.installation_ref, wish.channel_ref)
        if added:
            await _tell(core, work, code, added.id)
    return Note(words.SHARED.format(group=name, first="today's" if comes else "the next"))


async def _opened(core: Core, wish: Wish, typed: str) -> Code | str:
    """Claimed by whoever typed it, so that nobody else can until it's used; a crash leaves it to them."""
    now = core.clock.now()
    async with core.store.work() as work:
        person = await work.people.recognise(wish.organiser, wish.installation_ref, now)
        await work.links.hold(person)
        code = await open_code(work, CodeKind.CHANNEL, person, typed, now)
        if isinstance(code, str):
            return words.OPENS_NO_CHANNEL if code == words.OPENS_NOTHING else code
        assert code.group is not None  # noqa: S101  a code of this kind names one
        maker = await work.people.member(code.group, code.person)
        if maker is None or maker.role != "organiser":
            return words.NO_ORGANISER
        await work.link_codes.claim(code, person)
    return code


async def _tell(core: Core, work: Work, code: Code, channel: ChannelId) -> None:
    """Whoever gave the code sees where it was used."""
    assert code.group is not None  # noqa: S101  a code of this kind names one
    now = core.clock.now()
    key = f"{DeliveryKind.CHANNEL_SHARED}:{code.id}"
    debt = Owed(code.group, DeliveryKind.CHANNEL_SHARED, key, now, person=code.person, channel=channel)
    await work.nudge(Nudge.SEND_DELIVERY, *await work.deliveries.owe([debt], now + core.timings.lease))
