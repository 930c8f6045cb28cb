"""What to do next, in one line, from what somebody has done so far."""

from dataclasses import dataclass
from datetime import datetime

from adapters.web.room.acts import form_sent
from adapters.web.room.room import Room
from adapters.web.room.spots import address, home_of, thread_address
from adapters.web.room.tries import answers_to, post_of, scenarios
from adapters.web.room.values import Line, Spot, direct
from adapters.web.room.views import NextStep
from adapters.web.study.cast import YOU
from adapters.web.study.group import arrived_at
from bot.domain.cards import BoardCard, Card, DebriefCard, PacketCard, ScenarioCard, SheetCard
from bot.practice.senior_notes import TITLE as SENIOR_NOTES
from bot.practice.waiting_words import IN_HAND, WAITING

BOARD_SEEN = "board seen"
SENIOR_SEEN = "senior notes seen"
USUAL_QUIET = 10
_IN_HAND = (IN_HAND, *WAITING.values())
WAIT_FOR_A_SCENARIO = "The first scenario comes soon. Set the clock on if you don't want to wait."
READ_AND_ANSWER = "Read today's scenario, then answer in its thread. Several messages make one answer."
PRESS_GRADE_ME = "Press Grade me when you're done; else it is read after {} quiet minutes."
IT_IS_READ = "Your answer is being read; the debrief comes by direct message. Meanwhile: `/debrief board`."
READ_YOUR_DEBRIEF = "Your debrief is in your direct messages. Read it, then type `/debrief board`."
ON_TO_THE_NEXT = "Set the clock on to the next scenario: the senior notes of this one open then."
READ_THE_SENIOR_NOTES = "The senior notes of the last scenario are open:"
TODAY_WAITS = "Today's scenario waits:"
ON_TO_THE_BOARD = "Go on to the week's board, by the clock. The samples go on answering meanwhile."
TRY_A_ROUND = "Try a mock round: type `/debrief mock`."
ANSWER_THE_INTERVIEWER = "Answer the interviewer in as many messages as you like, then press Done."
THAT_IS_ALL = "That's the whole of it; `/debrief help` lists the rest. Slack and Discord come next."


@dataclass(frozen=True, slots=True)
class Facts:
    """How far somebody has come."""

    viewer: str
    thread: str | None
    """The newest scenario's, if there is one."""
    title: str = ""
    """The newest scenario's."""
    waits: bool = False
    """It is open, and they have written nothing to it."""
    last_closed: str | None = None
    """The line of the newest scenario whose senior notes are open."""
    has_written: bool = False
    asked: bool = False
    """They have pressed Grade me, and written nothing since."""
    debriefed: bool = False
    board_seen: bool = False
    next_day: bool = False
    senior_seen: bool = False
    weekly_board: bool = False
    in_round: bool = False
    round_over: bool = False
    quiet: int = USUAL_QUIET
    """The group's minutes after which an answer that isn't touched is read."""


def next_step(facts: Facts) -> NextStep:
    """For somebody who isn't a sample: the first of these that isn't done yet."""
    private = address(direct(facts.viewer), facts.viewer)
    thread = thread_address(facts.thread, facts.viewer) if facts.thread else None
    steps = (
        (not facts.in_round, NextStep(ANSWER_THE_INTERVIEWER, private, "Your round")),
        (facts.debriefed or thread is not None, NextStep(WAIT_FOR_A_SCENARIO)),
        (facts.debriefed or facts.has_written, NextStep(READ_AND_ANSWER, thread, "The thread")),
        (facts.debriefed or not facts.asked, NextStep(IT_IS_READ)),
        (facts.debriefed, NextStep(PRESS_GRADE_ME.format(facts.quiet), thread, "Your answer")),
        (facts.board_seen, NextStep(READ_YOUR_DEBRIEF, private, "Your debrief")),
        (facts.next_day, NextStep(ON_TO_THE_NEXT)),
    )
    for done, step in steps:
        if not done:
            return step
    return _later(facts, thread, private)


def _later(facts: Facts, thread: str | None, private: str) -> NextStep:
    """From the second day on: a scenario that waits comes before whatever else there is to see."""
    if facts.last_closed and not facts.senior_seen and not facts.weekly_board:
        notes = f"{home_of(facts.viewer)}#line-{facts.last_closed}"
        return NextStep(READ_THE_SENIOR_NOTES, notes, "What a senior answer said", _waiting(facts))
    if not facts.weekly_board:
        step = NextStep(ON_TO_THE_BOARD)
    elif not facts.round_over:
        step = NextStep(TRY_A_ROUND, private, "Direct messages")
    else:
        step = NextStep(THAT_IS_ALL)
    return NextStep(TODAY_WAITS, thread, facts.title, step.text) if facts.waits else step


def _waiting(facts: Facts) -> str:
    return f"{TODAY_WAITS} {facts.title}." if facts.waits else ""


def watching(name: str) -> NextStep:
    """For whoever looks through a sample's eyes."""
    return NextStep(
        f"You look through {name}'s eyes, and see what Debrief tells {name} alone.",
        home_of(YOU),
        "Back to yourself",
    )


def facts_of(room: Room, viewer: str, *, in_round: bool = False, quiet: int = USUAL_QUIET) -> Facts:
    """From what stands in the room for them; whether they are in a round only the core knows, and `quiet`."""
    arrived, now = arrived_at(room), room.clock.now()
    posted, in_channel = scenarios(room), room.lines(Spot(room.channel), viewer)
    newest, closed = posted[-1] if posted else None, [line for line in posted if _is_closed(line, now)]
    written = newest is not None and _has_written(room, newest, viewer)
    seen = _seen(room, viewer)
    return Facts(
        viewer=viewer,
        thread=newest.ref if newest else None,
        title=newest.card.title if newest and isinstance(newest.card, ScenarioCard) else "",
        waits=newest is not None and newest not in closed and not written,
        last_closed=closed[-1].ref if closed else None,
        has_written=written,
        asked=newest is not None and _has_asked(room, newest, viewer),
        debriefed=any(isinstance(card, DebriefCard) for card in seen),
        board_seen=room.setting(BOARD_SEEN) is not None or _sees_a_board(room, viewer),
        next_day=any(arrived is not None and line.at > arrived for line in posted),
        senior_seen=room.setting(SENIOR_SEEN) is not None or any(map(_tells_senior_notes, seen)),
        weekly_board=any(isinstance(line.card, BoardCard) and line.only_for is None for line in in_channel),
        in_round=in_round,
        round_over=any(isinstance(card, PacketCard) for card in seen),
        quiet=quiet,
    )


def _has_written(room: Room, root: Line, viewer: str) -> bool:
    """Counted by Debrief, so that a note to oneself isn't taken for an answer; or sent by a form."""
    told = any(line.author == viewer for line in answers_to(room, root))
    return told or room.setting(form_sent(post_of(root), viewer)) is not None


def _has_asked(room: Room, root: Line, viewer: str) -> bool:
    own = [line.born for line in answers_to(room, root) if line.author == viewer]
    told = [line for line in room.lines_by_ref.values() if line.only_for == viewer and line.card in _IN_HAND]
    return bool(own) and any(line.born > max(own) for line in told)


def note_what_was_seen(room: Room) -> None:
    """A board is often put away once it was read, and must not be asked for again. So are senior notes."""
    if room.setting(BOARD_SEEN) is None and _sees_a_board(room, YOU):
        room.keep_setting(BOARD_SEEN, "yes")
    if room.setting(SENIOR_SEEN) is None and any(map(_tells_senior_notes, _seen(room, YOU))):
        room.keep_setting(SENIOR_SEEN, "yes")


def _seen(room: Room, viewer: str) -> list[Card]:
    """What Debrief has told them alone."""
    private = room.lines(direct(viewer), viewer)
    whispered = (line for line in room.lines_by_ref.values() if line.only_for == viewer)
    return [line.card for line in (*private, *whispered) if line.card]


def _tells_senior_notes(card: Card) -> bool:
    if isinstance(card, SheetCard):
        return card.title == SENIOR_NOTES
    return isinstance(card, DebriefCard) and bool(card.senior)


def _is_closed(line: Line, now: datetime) -> bool:
    return isinstance(line.card, ScenarioCard) and line.card.deadline <= now


def _sees_a_board(room: Room, viewer: str) -> bool:
    return any(
        line.only_for == viewer and isinstance(line.card, BoardCard) for line in room.lines_by_ref.values()
    )
