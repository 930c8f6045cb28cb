"""What a member says in direct messages while in a round. All else that is said there is dropped."""

from dataclasses import replace

from bot.domain.answering import is_note
from bot.domain.happenings import MessageDeleted, MessagePosted, Source
from bot.domain.ids import PersonId
from bot.domain.round import LIVE, MOST_LETTERS, READING, Event, Round, State
from bot.domain.round_choices import nothing_quoted, without_words
from bot.domain.taken_out import unquoted
from bot.ports import Nudge
from bot.practice.addressed import is_addressed
from bot.practice.core import Core
from bot.practice.rounds.move import Step, move
from bot.practice.rounds.take_back import take_back
from bot.store.round_messages import KeptWords
from bot.store.storable import storable
from bot.store.work import Work


async def hear(core: Core, message: MessagePosted) -> bool:
    """Keep a message, or the newest text of one, if its author is in a round. False when they are in none."""
    now = core.clock.now()
    async with core.store.work() as work:
        source = message.source
        installation = await work.groups.installation(source.platform, source.installation_ref)
        person = await work.people.known(message.author)
        if installation is None or person is None:
            return False
        kept = await work.round_messages.known(installation, message.at)
        if kept is None and await _live_here(work, person, source) is None:
            return False
        kind = "edited" if message.edited_at else "posted"
        if not await work.events.admit(installation, source.event_ref, kind, message.at, now):
            return True
        # Only now nobody else works on this message: what is read from here on stands.
        kept = await work.round_messages.known(installation, message.at)
        live = None if kept else await _live_here(work, person, source)
        named = (kept.group, kept.round) if kept else (live.group, live.id) if live else None
        it = await work.rounds.lock(*named) if named else None
        if it is not None and it.person == person:
            step = Step(core, work, it, now)
            await (_edited(step, kept, message) if kept else _said(step, message))
    return True


async def live_elsewhere(work: Work, person: PersonId, source: Source) -> str | None:
    """The other platform on which somebody with accounts in two chats is in a round."""
    it = await work.rounds.live(person)
    platform = (await work.installations.get(it.installation)).platform if it else source.platform
    return platform if platform != source.platform else None


async def hear_deletion(core: Core, deleted: MessageDeleted) -> None:
    """Forget a deleted message, and every quote from the round that held it."""
    now = core.clock.now()
    async with core.store.work() as work:
        source = deleted.source
        installation = await work.groups.installation(source.platform, source.installation_ref)
        if installation is None:
            return
        # The row doubles as a tombstone: a message that is delivered after its deletion stays out.
        if not await work.events.admit(installation, source.event_ref, "deleted", deleted.at, now):
            return
        kept = await work.round_messages.known(installation, deleted.at)
        it = await work.rounds.lock(kept.group, kept.round) if kept else None
        if kept is None or it is None:
            return
        gone = await work.round_messages.text(kept)
        await work.round_messages.blank(kept, "deleted", now)
        await _forget_quotes(work, it, gone)
        step = Step(core, work, it, now)
        await take_back(step, gone, kept.turn)
        if it.state in READING:
            await _read_again(step)
        await _took_back(step)


async def _live_here(work: Work, person: PersonId, source: Source) -> Round | None:
    """Words in another chat than the round's answer nobody's question, and stay their author's own."""
    elsewhere = await live_elsewhere(work, person, source)
    return None if elsewhere else await work.rounds.live(person)


async def _said(step: Step, message: MessagePosted) -> None:
    it = step.round
    if it.state not in LIVE or message.posted_at < it.started_at or not _is_words(message.text):
        return
    taken = await _room(step, message.text)
    if _is_words(taken) and await step.work.round_messages.keep(it, replace(message, text=taken)):
        await _spoke(step)


async def _edited(step: Step, kept: KeptWords, message: MessagePosted) -> None:
    if message.edited_at is None or kept.state == "deleted" or message.version <= kept.version_at:
        return
    messages = step.work.round_messages
    if not _is_open(step.round, kept):
        if kept.state == "kept":
            await messages.record(kept, message.text, message.version)
    elif _is_words(message.text):
        await messages.replace(kept, await _room(step, message.text, kept), message.version)
        await _spoke(step)
    else:
        await messages.blank(kept, "note", message.version)
        await _took_back(step)


async def _room(step: Step, text: str, kept: KeptWords | None = None) -> str:
    """As much of it as the round still takes; the next card says that it's full."""
    letters = await step.work.round_messages.letters(step.round, besides=kept)
    return storable(text)[: max(0, MOST_LETTERS - letters)]


def _is_words(text: str) -> bool:
    return bool(text.strip()) and not is_note(text) and not is_addressed(text)


def _is_open(it: Round, kept: KeptWords) -> bool:
    return it.state in LIVE and kept.turn == it.words_go_to


async def _spoke(step: Step) -> None:
    # Words that come before their question do not start its clock: the turn waits for words after it.
    if step.round.state not in (State.ASKING, State.CONSIDERING):
        await move(step, Event.SPOKE)


async def _took_back(step: Step) -> None:
    it = step.round
    if it.state is not State.TALKING:
        return
    said = await step.work.round_messages.said(it)
    if not any(one.turn == it.turn for one in said):
        await move(step, Event.TOOK_BACK)


async def _forget_quotes(work: Work, it: Round, gone: str) -> None:
    """In what graders found, and in what was said when it was appealed."""
    for turn in await work.rounds.turns(it):
        if turn.outcome is not None:
            await work.rounds.note_outcome(it, turn.number, without_words(turn.outcome))
        if turn.ruled is not None:
            await work.rounds.note_ruled(it, turn.number, nothing_quoted(turn.ruled))
    left = [one.text for one in await work.round_messages.said(it)]
    for review in await work.round_reviews.of_round(it.group, it.id):
        bare = unquoted(review.said, [gone], left), unquoted(review.because, [gone], left)
        if bare != (review.said, review.because):
            await work.reviews.reword(it.group, review.id, *bare)


async def _read_again(step: Step) -> None:
    """What is being read holds words that are gone: its result must not be written down."""
    await step.work.rounds.overtake(step.round)
    await step.work.nudge(Nudge.ADVANCE_ROUND, step.round.id, urgent=True)
