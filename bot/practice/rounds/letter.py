"""What a round sends: questions, a nudge, the packet. Each under a key, so that it's found again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.cards import Card, QuestionCard
from bot.domain.interview import is_aside
from bot.domain.round import LIVE, MOST_LETTERS, Ending, Event, Round, RoundId, State, Turn
from bot.domain.round_kinds import Kind
from bot.errors import ChannelGone, InstallationGone, PrivateMessagesClosed, RetryLater, UserMustAct
from bot.ports import ChatPlatform, Direct
from bot.practice.core import Core
from bot.practice.in_time import in_time
from bot.practice.lost_installation import note_installation_lost
from bot.practice.rounds import words
from bot.practice.rounds.move import Step, move
from bot.practice.rounds.packet import packet_card
from bot.practice.spoken_here import spoken_here
from bot.practice.stories.in_rounds import brought_up
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class Letter:
    round: Round
    platform: ChatPlatform
    place: Direct
    card: Card
    key: str


async def letter_of(step: Step) -> Letter | None:
    """What the round owes now. Nobody to send it to ends the round."""
    it = step.round
    reached = await step.work.rounds.reached(it)
    if reached is None:
        await _shut_out(step)
        return None
    platform = spoken_here(step.core, reached.account.platform)
    place = Direct(reached.installation_ref, reached.account)
    return Letter(it, platform, place, await _card(step.core, step.work, it), _key(it))


async def send(core: Core, letter: Letter) -> None:
    begun = core.clock.now()
    try:
        async with in_time(core):
            await _land(letter)
    except RetryLater as later:
        async with core.store.work() as work:
            await work.rounds.put_off(letter.round, core.timings.put_off(core.clock.now(), later.after))
    except InstallationGone as gone:
        until = await note_installation_lost(
            core, letter.platform.name, letter.place.installation_ref, gone.message, begun
        )
        async with core.store.work() as work:
            await work.rounds.put_off(letter.round, until)
    except (PrivateMessagesClosed, ChannelGone):
        async with core.store.work() as work:
            await _shut_out(Step(core, work, letter.round, core.clock.now()))
    except UserMustAct:
        async with core.store.work() as work:
            await work.rounds.put_off(letter.round, core.clock.now() + core.timings.longest_lease)
    else:
        async with core.store.work() as work:
            await _landed(Step(core, work, letter.round, core.clock.now()))


async def _land(letter: Letter) -> None:
    tried_before = letter.round.attempt > 1
    if tried_before and await letter.platform.find(letter.place, letter.key):
        return
    await letter.platform.publish(letter.place, letter.card, letter.key)


async def _landed(step: Step) -> None:
    it = step.round
    if await move(step, Event.LANDED) and it.state is State.ASKING:
        await step.work.rounds.note_turn(it, it.turn, asked_at=step.now)


async def _shut_out(step: Step) -> None:
    await move(step, Event.SHUT_OUT, ending=step.round.ending or Ending.SHUT_OUT)


def _key(it: Round) -> str:
    match it.state:
        case State.ASKING:
            return question_key(it.id, it.turn)
        case State.NUDGING:
            return f"round-{it.id}-{it.turn}-nudge"
        case State.PARTING:
            return f"round-{it.id}-parting"
        case State.PACKING_LATE:
            return verdict_keys(it.id)[1]
        case _:
            return verdict_keys(it.id)[0]


def verdict_keys(it: RoundId) -> tuple[str, str]:
    """Of the packet, and of the verdict that follows one without."""
    return f"round-{it}-packet", f"round-{it}-verdict"


def question_key(it: RoundId, turn: int) -> str:
    """Of the card that asks a turn's question."""
    return f"round-{it}-{turn}"


async def question_as_it_stands(work: Work, it: Round, number: int) -> QuestionCard | None:
    """A turn's question as it reads now; without its buttons once the turn is over."""
    if it.turn == number and it.state in LIVE and it.state is not State.CONSIDERING:
        return await _question(work, it)
    scenario = await work.posts.scenario(it.scenario_hash)
    turns = await work.rounds.turns(it)
    asked = next((turn for turn in turns if turn.number == number), None)
    return _question_card(it, scenario.title, asked, turns) if asked else None


async def _card(core: Core, work: Work, it: Round) -> Card:
    match it.state:
        case State.ASKING:
            return await _question(work, it, core.read_by)
        case State.NUDGING:
            return words.nudge(it, full=await _is_full(work, it))
        case State.PARTING:
            return words.parting(it)
        case _:
            return await packet_card(work, it)


async def _is_full(work: Work, it: Round) -> bool:
    return await work.round_messages.letters(it) >= MOST_LETTERS


async def _question(work: Work, it: Round, read_by: str = "") -> QuestionCard:
    scenario = await work.posts.scenario(it.scenario_hash)
    turns = await work.rounds.turns(it)
    asked = next(turn for turn in turns if turn.number == it.turn)
    full = (words.FULL,) if await _is_full(work, it) else ()
    # Whoever has met no card in a channel learns here where words go, before the first of theirs does.
    first = (words.HOW_TO, read_by, *await brought_up(work, it, scenario)) if it.turn == 1 else ()
    notes = (*filter(None, first), *full)
    return replace(_question_card(it, scenario.title, asked, turns), notes=notes, buttons=words.buttons(it))


def _question_card(it: Round, title: str, asked: Turn, turns: Sequence[Turn]) -> QuestionCard:
    number = sum(turn.number <= asked.number and not is_aside(turn.question) for turn in turns)
    of_a_kind = title if it.kind is Kind.CASE else f"{it.format.title} · {title}"
    question = asked.question
    return QuestionCard(
        of_a_kind, question.asked_by, question.ask, number, it.format.turns, answers=is_aside(question)
    )
