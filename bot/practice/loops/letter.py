"""What a loop sends: a word between rounds, an offer, the committee's packet. Each under a key."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.cards import Card
from bot.domain.loop_states import Loop, LoopEvent, LoopId, LoopState, Pace
from bot.errors import ChannelGone, InstallationGone, PrivateMessagesClosed, RetryLater, UserMustAct
from bot.ports import ChatPlatform, Direct
from bot.practice.core import Core
from bot.practice.in_time import in_time
from bot.practice.loops import words
from bot.practice.loops.morning import next_morning
from bot.practice.loops.move import LoopStep, missed_in, move
from bot.practice.loops.packet import packet_cards
from bot.practice.lost_installation import note_installation_lost
from bot.practice.spoken_here import spoken_here
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class LoopLetter:
    loop: Loop
    platform: ChatPlatform
    place: Direct
    cards: Sequence[tuple[str, Card]]
    """Each with its key."""


async def letter_of(step: LoopStep) -> LoopLetter | None:
    """What the loop owes now. Where nobody can be written to it goes on without a word."""
    it = step.loop
    reached = await step.work.loops.reached(it)
    if reached is None:
        await landed(step)
        return None
    platform = spoken_here(step.core, reached.account.platform)
    place = Direct(reached.installation_ref, reached.account)
    return LoopLetter(it, platform, place, await _cards(step))


async def send(core: Core, letter: LoopLetter) -> None:
    begun = core.clock.now()
    try:
        for key, card in letter.cards:
            async with in_time(core):
                await _land(letter, key, card)
    except RetryLater as later:
        async with core.store.work() as work:
            await work.loops.put_off(letter.loop, core.timings.put_off(core.clock.now(), later.after))
    except InstallationGone as gone:
        until = await note_installation_lost(
            core, letter.platform.name, letter.place.installation_ref, gone.message, begun
        )
        async with core.store.work() as work:
            await work.loops.put_off(letter.loop, until)
    except (PrivateMessagesClosed, ChannelGone):
        # `/debrief mock` says the same to whoever takes no direct messages.
        await _go_on(core, letter)
    except UserMustAct:
        async with core.store.work() as work:
            await work.loops.put_off(letter.loop, core.clock.now() + core.timings.longest_lease)
    else:
        await _go_on(core, letter)


async def _land(letter: LoopLetter, key: str, card: Card) -> None:
    tried_before = letter.loop.attempt > 1
    if tried_before and await letter.platform.find(letter.place, key):
        return
    await letter.platform.publish(letter.place, card, key)


async def _go_on(core: Core, letter: LoopLetter) -> None:
    async with core.store.work() as work:
        await landed(LoopStep(core, work, letter.loop, core.clock.now()))


async def landed(step: LoopStep) -> None:
    it = step.loop
    if it.state is not LoopState.TELLING:
        await move(step, LoopEvent.LANDED)
    elif not it.has_more:
        await move(step, LoopEvent.TOLD_LAST)
    elif it.pace is Pace.DAYS:
        zone = await step.work.people.zone_of(it.group, it.person)
        await move(step, LoopEvent.TOLD_TO_REST, wakes_at=next_morning(it.entered_at, zone))
    else:
        await move(step, LoopEvent.TOLD)


async def _cards(step: LoopStep) -> Sequence[tuple[str, Card]]:
    it, work = step.loop, step.work
    match it.state:
        case LoopState.TELLING:
            return [(f"loop-{it.id}-{it.place}-over", await _round_over(work, it))]
        case LoopState.OFFERING:
            return [(f"loop-{it.id}-{it.owed}-offer", words.offer(it))]
        case LoopState.NUDGING:
            return [(await _nudge_key(work, it), words.offer(it))]
        case LoopState.OFFERING_MORE:
            return [(f"loop-{it.id}-more", words.offer_more(it))]
        case LoopState.PARTING:
            return [(f"loop-{it.id}-parting", words.parting(it))]
    cards = await packet_cards(step.core.printer, work, it)
    return [(packet_key(it.id, number), card) for number, card in enumerate(cards, start=1)]


def packet_key(it: LoopId, number: int = 1) -> str:
    """Of the committee's card, and behind it of the page."""
    return f"loop-{it}-packet-{number}"


async def _nudge_key(work: Work, it: Loop) -> str:
    """A round whose question never came is owed again, and its next nudge must not be taken for this one."""
    lost = sum(one.place == it.owed for one in await work.rounds.of_loop(it.group, it.id))
    return f"loop-{it.id}-{it.owed}-nudge" + (f"-{lost}" if lost else "")


async def _round_over(work: Work, it: Loop) -> Card:
    zone = await work.people.zone_of(it.group, it.person)
    rests = it.has_more and it.pace is Pace.DAYS
    missed = it.place in {one.place for one in await missed_in(work, it)}
    return words.round_over(it, next_morning(it.entered_at, zone) if rests else None, zone, missed=missed)
