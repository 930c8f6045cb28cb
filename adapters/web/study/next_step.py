"""What to do next, in one line, from what somebody has done so far."""

from dataclasses import dataclass

from adapters.web.room.room import Room
from adapters.web.room.spots import address, home_of, thread_address
from adapters.web.room.values import Line, Spot, direct
from adapters.web.room.views import NextStep
from adapters.web.study.cast import YOU
from adapters.web.study.group import arrived_at
from bot.domain.cards import BoardCard, DebriefCard, PacketCard, ScenarioCard

BOARD_SEEN = "board seen"

WAIT_FOR_A_SCENARIO = "The first scenario comes soon. Set the clock on if you don't want to wait."
READ_AND_ANSWER = "Read today's scenario, then answer in its thread. Several messages make one answer."
PRESS_GRADE_ME = "Press Grade me when you're done; else it is read after ten quiet minutes."
READ_YOUR_DEBRIEF = "Your debrief is in your direct messages. Read it, then type `/debrief board`."
ON_TO_THE_NEXT = "Set the clock on to the next scenario: the senior notes of this one open then."
ON_TO_THE_BOARD = "Go on to the week's board, by the clock. The samples go on answering meanwhile."
TRY_A_ROUND = "Try a mock round: type `/debrief mock`."
ANSWER_THE_INTERVIEWER = "Answer the interviewer in as many messages as you like, then press Done."
THAT_IS_ALL = (
    "That's the whole of it; `/debrief help` lists the rest. "
    "README.md tells how it comes to Slack and Discord."
)


@dataclass(frozen=True, slots=True)
class Facts:
    """How far somebody has come."""

    viewer: str
    thread: str | None
    """The newest scenario's, if there is one."""
    has_written: bool = False
    debriefed: bool = False
    board_seen: bool = False
    next_day: bool = False
    weekly_board: bool = False
    in_round: bool = False
    round_over: bool = False


def next_step(facts: Facts) -> NextStep:
    """For somebody who isn't a sample: the first of these that isn't done yet."""
    private = address(direct(facts.viewer), facts.viewer)
    thread = thread_address(facts.thread, facts.viewer) if facts.thread else None
    steps = (
        (not facts.in_round, ANSWER_THE_INTERVIEWER, private, "Your round"),
        (facts.debriefed or thread is not None, WAIT_FOR_A_SCENARIO, None, ""),
        (facts.debriefed or facts.has_written, READ_AND_ANSWER, thread, "The thread"),
        (facts.debriefed, PRESS_GRADE_ME, thread, "Your answer"),
        (facts.board_seen, READ_YOUR_DEBRIEF, private, "Your debrief"),
        (facts.next_day, ON_TO_THE_NEXT, None, ""),
        (facts.weekly_board, ON_TO_THE_BOARD, None, ""),
        (facts.round_over, TRY_A_ROUND, private, "Direct messages"),
    )
    for done, text, href, label in steps:
        if not done:
            return NextStep(text, href, label)
    return NextStep(THAT_IS_ALL)


def watching(name: str) -> NextStep:
    """For whoever looks through a sample's eyes."""
    return NextStep(
        f"You look through {name}'s eyes, and see what Debrief tells {name} alone.",
        home_of(YOU),
        "Back to yourself",
    )


def facts_of(room: Room, viewer: str, *, in_round: bool = False) -> Facts:
    """From what stands in the room for them; whether they are in a round only the core knows."""
    root, private = Spot(room.channel), room.lines(direct(viewer), viewer)
    arrived = arrived_at(room)
    scenarios = [line for line in room.lines(root, viewer) if isinstance(line.card, ScenarioCard)]
    newest = scenarios[-1] if scenarios else None
    whispered = [line for line in room.lines_by_ref.values() if line.only_for == viewer]
    seen = [line.card for line in (*private, *whispered) if line.card]
    return Facts(
        viewer=viewer,
        thread=newest.ref if newest else None,
        has_written=any(_is_written_to(newest, line, viewer) for line in room.lines_by_ref.values()),
        debriefed=any(isinstance(card, DebriefCard) for card in seen),
        board_seen=room.setting(BOARD_SEEN) is not None or _sees_a_board(room, viewer),
        next_day=any(arrived is not None and line.at > arrived for line in scenarios),
        weekly_board=any(isinstance(line.card, BoardCard) for line in room.lines(root, viewer)),
        in_round=in_round,
        round_over=any(isinstance(card, PacketCard) for card in seen),
    )


def note_what_was_seen(room: Room) -> None:
    """A board is often put away once it was read, and must not be asked for again."""
    if room.setting(BOARD_SEEN) is None and _sees_a_board(room, YOU):
        room.keep_setting(BOARD_SEEN, "yes")


def _sees_a_board(room: Room, viewer: str) -> bool:
    return any(
        line.only_for == viewer and isinstance(line.card, BoardCard) for line in room.lines_by_ref.values()
    )


def _is_written_to(newest: Line | None, line: Line, viewer: str) -> bool:
    """Counted by Debrief, so that a note to oneself isn't taken for an answer."""
    return newest is not None and line.spot.thread == newest.ref and line.author == viewer and line.counted
