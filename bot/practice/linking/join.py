"""Makes two accounts one person, and two again. Nothing is rewritten: rows change hands and back."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.delivery import DeliveryKind, Owed
from bot.domain.ids import GroupId, PersonId
from bot.domain.linking import Place, apart, that_counts, together
from bot.ports import Nudge
from bot.practice.core import Core
from bot.store.link_moves import Exchange, Turn
from bot.store.link_places import kept, read
from bot.store.links import Link
from bot.store.work import Work

AGAIN_AFTER = timedelta(minutes=2)
"""Longer than any transaction lasts: what was on its way in while two became one is found by then."""


async def join(core: Core, work: Work, person: PersonId, other: PersonId) -> int:
    """From now on `person` holds what both have. Returns how many posts both had answered.

    Both are held, and neither is in a link.
    """
    now = core.clock.now()
    await work.link_moves.hold(person, other)
    mine, theirs = await work.link_places.of(person), await work.link_places.of(other)
    await work.link_places.hold_groups(sorted({*mine, *theirs}))
    merged = {group: together(mine.get(group), place) for group, place in theirs.items()}
    places = [
        {"group": group, "own": kept(mine.get(group)), "other": kept(theirs[group]), "merged": kept(place)}
        for group, place in merged.items()
    ]
    link = await work.links.begin(person, other, places, now, now + AGAIN_AFTER)
    for group, place in merged.items():
        await work.link_places.put(group, person, place)
        gone = replace(theirs[group], role="member", left_at=theirs[group].left_at or now)
        await work.link_places.put(group, other, gone)
    both = await _gather(work, link, now, repaired=other)
    for group in merged:
        await work.link_places.show(group, person, other)
        await work.audit.note(group, person, "accounts linked", now)
    await _tell(core, work, link, sorted(g for g, p in mine.items() if p.left_at is None), now)
    return both


async def _gather(work: Work, link: Link, now: datetime, *, repaired: PersonId | None) -> int:
    """The other's answers are the person's; of two to one post the one that counts less is put aside."""
    to_person, to_other, both = [], [], 0
    for theirs, mine in await work.link_moves.beside(link):
        both += mine is not None
        if mine is None or that_counts((mine, theirs)) is theirs:
            to_person.append(theirs.id)
            to_other += [mine.id] if mine else []
    turn = Turn(link, await work.links.look(link), now, repaired)
    await work.link_moves.exchange(turn, Exchange(to_person, to_other))
    await work.link_places.gather(link)
    await work.homes.renew(link.person)
    return both


async def _tell(core: Core, work: Work, link: Link, groups: list[GroupId], now: datetime) -> None:
    """Whoever gave the code sees who used it, at the account that was theirs before."""
    if not groups:
        return
    key = f"{DeliveryKind.LINKED}:{link.id}"
    debt = Owed(groups[0], DeliveryKind.LINKED, key, now, person=link.person)
    await work.nudge(
        Nudge.SEND_DELIVERY, *await work.deliveries.owe([debt], now + core.timings.lease), urgent=True
    )


async def look_over_links(core: Core) -> int:
    """Gather what was on its way to another account while it was linked. Returns how many links that were."""
    found = 0
    while True:
        now = core.clock.now()
        async with core.store.work() as work:
            link = await work.links.next_due(now)
            if link is None:
                return found
            await work.links.hold(link.person, link.other)
            if await work.links.named(link.id, link.person):
                await _look_over(work, link, now)
        found += 1


async def _look_over(work: Work, link: Link, now: datetime) -> None:
    await work.link_moves.hold(link.person, link.other)
    places = await work.link_places.of(link.other)
    await work.link_places.hold_groups(sorted(places))
    await _gather(work, link, now, repaired=None)
    for group in places:
        await work.link_places.show(group, link.person, link.other)
    await work.links.looked(link)


async def part(core: Core, work: Work, link: Link) -> None:
    """Each account has again what it had, and what came through it since. Both are held."""
    now = core.clock.now()
    await work.link_moves.hold(link.person, link.other)
    now_places = await work.link_places.of(link.person)
    await work.link_places.hold_groups(sorted(now_places))
    to_other = await work.link_moves.own(link, holder=link.person, owner=link.other)
    to_person = await work.link_moves.own(link, holder=link.other, owner=link.person)
    before = {GroupId(one["group"]): one for one in await work.links.places(link)}
    for group, place in now_places.items():
        one = before.get(group)
        if one is None:
            await _divide_new(work, link, group, place, now)
        else:
            own, others, merged = read(one["own"]), read(one["other"]), read(one["merged"])
            assert others is not None and merged is not None  # noqa: S101, PT018  written together
            await work.link_places.put(group, link.other, apart(others, merged, place))
            stays = apart(own, merged, place) if own else await _stayed(work, link, group, place, now)
            await work.link_places.put(group, link.person, stays)
    turn = Turn(link, await work.links.look(link), now, link.other, back=True)
    await work.link_moves.exchange(turn, Exchange(to_person, to_other))
    await work.link_places.give_back(link)
    await work.links.end(link, now)
    for group in now_places:
        await work.link_places.show(group, link.person, link.other)
        if group in before:
            await work.audit.note(group, link.person, "accounts unlinked", now)


async def _stayed(work: Work, link: Link, group: GroupId, place: Place, now: datetime) -> Place:
    """In a group that the person came into by the link alone, unless they wrote there themselves."""
    wrote = await work.link_places.wrote(group, link, link.person)
    left_at = place.left_at if wrote else place.left_at or now
    return replace(place, role="member", left_at=left_at)


async def _divide_new(work: Work, link: Link, group: GroupId, place: Place, now: datetime) -> None:
    """A group that the other one wasn't in before the link: theirs too if they wrote or found it there."""
    reads = await work.link_places.reads(group, link.person)
    theirs = await work.link_places.reads(group, link.other) and not reads
    if theirs or await work.link_places.wrote(group, link, link.other):
        await work.link_places.put(group, link.other, place if theirs else replace(place, role="member"))
    if theirs and not await work.link_places.wrote(group, link, link.person):
        await work.link_places.put(
            group, link.person, replace(place, role="member", left_at=place.left_at or now)
        )
