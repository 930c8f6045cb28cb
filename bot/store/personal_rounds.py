"""Mock rounds: what was asked, what the member said, what the committee read."""

from sqlalchemy import FromClause, Table, case, func, null, select
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.types import Text

from bot.domain.round import Ending, State
from bot.store.held import GROUP, MACHINERY, NUMBER, Fate, Held, in_group, of_person, title_of, untold
from bot.store.tables import groups, round_messages, round_turns, rounds
from bot.store.told import said_with_its_source

LIBRARY = "the library's words, not the member's"
_their_rounds = select(rounds.c.id).where(of_person(rounds))


def _of_round(table: Table) -> FromClause:
    joined = table.join(rounds, rounds.c.id == table.c.round_id)
    return joined.join(groups, groups.c.id == rounds.c.group_id)


ROUND = (
    GROUP,
    rounds.c.started_at.label("round of"),
    rounds.c.scenario_id.label("scenario"),
    title_of(rounds.c.scenario_hash),
)


REHEARSED = (
    Held(
        rounds,
        "Your mock rounds",
        of_person(rounds),
        (
            *ROUND,
            rounds.c.kind.label("kind"),
            rounds.c.state.label("state"),
            rounds.c.ending.label("how it ended"),
            rounds.c.turn.label("turns"),
            rounds.c.asides.label("turns in which you only asked"),
            rounds.c.answered.label("questions answered"),
            rounds.c.questions.label("of so many"),
            rounds.c.place.label("place in its loop"),
            rounds.c.entered_at.label("last changed at"),
            rounds.c.ended_at.label("ended at"),
            rounds.c.scope.label("workspace"),
        ),
        Fate.BLANKED,
        source=in_group(rounds),
        untold=untold(
            rounds,
            **dict.fromkeys(("attempt", "due_at", "lease_until", "taken_until", "event_ref"), MACHINERY),
            installation_id=NUMBER,
            loop_id=NUMBER,
        ),
        blank={
            "state": case((rounds.c.state == State.CONCLUDED, State.CONCLUDED), else_=State.OVER),
            "ending": func.coalesce(rounds.c.ending, Ending.STOPPED),
            "attempt": rounds.c.attempt + 1,
            "scope": "",
            "due_at": None,
            "lease_until": None,
            "taken_until": None,
            "ended_at": func.coalesce(rounds.c.ended_at, rounds.c.entered_at),
        },
        kept={
            "event_ref": "the platform's number, so that nothing comes in twice",
            "scenario_id": LIBRARY,
            "scenario_hash": LIBRARY,
            "kind": "a kind of round, not the member's words",
        },
    ),
    Held(
        round_turns,
        "What you were asked in mock rounds",
        round_turns.c.round_id.in_(_their_rounds),
        (
            *ROUND,
            round_turns.c.number.label("turn"),
            round_turns.c.asked_by.label("asked by"),
            round_turns.c.ask.label("question"),
            round_turns.c.worded_by.label("put into words by"),
            round_turns.c.asked_at.label("asked at"),
            round_turns.c.ended_at.label("ended at"),
            said_with_its_source(round_turns.c.outcome).label("what the grader said"),
            said_with_its_source(round_turns.c.ruled).label("with what people ruled"),
        ),
        Fate.BLANKED,
        source=_of_round(round_turns),
        untold=untold(
            round_turns,
            round_id=NUMBER,
            question_id=NUMBER,
            quote="it stands in the question",
            scripted=LIBRARY,
        ),
        blank={
            "outcome": null(),
            "ruled": null(),
            "ask": case(
                (round_turns.c.worded_by != "", round_turns.c.scripted),
                else_=func.replace(round_turns.c.ask, round_turns.c.quote, ""),
            ),
            "quote": "",
            "worded_by": "",
            "scripted": "",
        },
        kept=dict.fromkeys(("question_id", "asked_by"), LIBRARY),
    ),
    Held(
        round_messages,
        "What you said in mock rounds",
        round_messages.c.round_id.in_(_their_rounds),
        (
            *ROUND,
            round_messages.c.turn.label("turn"),
            round_messages.c.text.label("text"),
            round_messages.c.later_texts.label("later texts"),
            round_messages.c.state.label("state"),
            round_messages.c.message_ref.label("message"),
            round_messages.c.posted_at.label("posted at"),
            round_messages.c.version_at.label("changed at"),
        ),
        Fate.BLANKED,
        source=_of_round(round_messages),
        untold=untold(round_messages, round_id=NUMBER, installation_id=NUMBER, channel_ref=NUMBER),
        blank={
            "text": "",
            "later_texts": array((), type_=Text),
            "state": "deleted",
            "channel_ref": "",
            "message_ref": func.concat("forgotten-", round_messages.c.id),
        },
    ),
)
