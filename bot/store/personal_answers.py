"""What members wrote, and what was said about it."""

from typing import Any

from sqlalchemy import ColumnElement, case, exists, func, literal_column, select

from bot.domain.answer import AnswerState
from bot.domain.grade import GraderKind
from bot.store.grade_rows import GradeStatus
from bot.store.held import (
    MACHINERY,
    NUMBER,
    POST,
    Fate,
    Held,
    of_answer,
    of_person,
    their_answers,
    to_post,
    untold,
)
from bot.store.messages import MessageState
from bot.store.tables import answer_messages, answers, grades, revisions
from bot.store.told import said_in

# Built up from what may stay, so that what a later grader adds is forgotten without being named here.
_WORDLESS: ColumnElement[Any] = literal_column(
    "case when grades.status = 'ungraded' then '{\"detail\": \"\"}'::jsonb else jsonb_build_object("
    "'criteria', coalesce((select jsonb_agg("
    "jsonb_build_object('criterion_id', c->'criterion_id', 'level', c->'level', 'finding', c->'finding',"
    " 'quotes', '[]'::jsonb, 'missing', '')"
    " order by n) from jsonb_array_elements(grades.findings->'criteria') with ordinality t(c, n)), '[]'),"
    " 'red_lines', coalesce((select jsonb_agg("
    "jsonb_build_object('red_line_id', r->'red_line_id', 'tripped', r->'tripped',"
    " 'ruled_out', r->'ruled_out', 'quotes', '[]'::jsonb)"
    " order by n) from jsonb_array_elements(grades.findings->'red_lines') with ordinality t(r, n)), '[]'),"
    " 'flags', '[]'::jsonb, 'one_change', '', 'follow_up_id', grades.findings->'follow_up_id') end"
)

_by_a_person = grades.c.kind == GraderKind.HUMAN
_is_gone = answer_messages.c.state == MessageState.DELETED

WRITTEN = (
    Held(
        answers,
        "Your answers",
        of_person(answers),
        (
            *POST,
            answers.c.state.label("state"),
            answers.c.arrived_at.label("arrived at"),
            answers.c.timeliness.label("in time"),
            answers.c.credited.label("counts for the streak"),
            answers.c.gradings.label("gradings"),
            answers.c.tries.label("tries"),
            answers.c.debriefed_at.label("debriefed at"),
            answers.c.tried_again_at.label("tried again at"),
            answers.c.hidden.label("left out of the reveal"),
            answers.c.held.label("waits for an organiser"),
            answers.c.copy_of.is_not(None).label("nearly the same as an earlier answer"),
            answers.c.created_at.label("begun at"),
        ),
        Fate.BLANKED,
        source=to_post(answers),
        untold=untold(
            answers,
            **dict.fromkeys(
                ("revision", "attempt", "arrivals", "grade_due_at", "lease_until", "debriefed_revision"),
                MACHINERY,
            ),
            **dict.fromkeys(("reopened", "taken_until", "taken_at", "waits_for", "failures"), MACHINERY),
            dropped=MACHINERY,
            own_person_id=NUMBER,
        ),
        blank={
            "state": AnswerState.WITHDRAWN,
            "revision": answers.c.revision + 1,
            "attempt": answers.c.attempt + 1,
            "grade_due_at": None,
            "lease_until": None,
            "taken_until": None,
            "reopened": False,
            "hidden": True,
        },
        kept={
            "timeliness": "a word of ours, which the ledger's numbers rest on",
            "waits_for": "a word of ours",
        },
    ),
    Held(
        answer_messages,
        "Your messages in answers",
        answer_messages.c.answer_id.in_(their_answers()),
        (
            *POST,
            answer_messages.c.text.label("text"),
            answer_messages.c.state.label("state"),
            answer_messages.c.try_number.label("try"),
            answer_messages.c.message_ref.label("message"),
            answer_messages.c.thread_ref.label("in the thread"),
            answer_messages.c.posted_at.label("posted at"),
            answer_messages.c.version_at.label("changed at"),
            answer_messages.c.written_at.label("written at"),
        ),
        Fate.BLANKED,
        source=of_answer(answer_messages),
        untold=untold(
            answer_messages,
            channel_id="an internal number; the group stands beside it",
            included="the same as state",
            changed=MACHINERY,
            marked=MACHINERY,
            lease_until=MACHINERY,
        ),
        blank={
            "text": "",
            "included": False,
            "state": case((_is_gone, MessageState.DELETED), else_=MessageState.TAKEN_OUT),
        },
        kept=dict.fromkeys(
            ("message_ref", "thread_ref"),
            "until the mark on the message is taken away; see Forgetting.let_go",
        ),
    ),
    Held(
        revisions,
        "Your texts as they were graded",
        revisions.c.answer_id.in_(their_answers()),
        (
            *POST,
            revisions.c.text.label("text"),
            revisions.c.cut.label("you took words out since"),
            revisions.c.frozen_at.label("kept at"),
        ),
        Fate.BLANKED,
        source=of_answer(revisions),
        untold=untold(revisions, number=MACHINERY),
        blank={"text": ""},
    ),
    Held(
        grades,
        "Your grades",
        grades.c.answer_id.in_(their_answers()),
        (
            *POST,
            grades.c.status.label("status"),
            grades.c.band.label("band"),
            grades.c.score.label("score"),
            grades.c.reason.label("reason for no grade"),
            said_in(grades.c.findings).label("findings"),
            case((_by_a_person, grades.c.raw_reply), else_="").label("a person's reason"),
            grades.c.grader.label("graded by"),
            grades.c.kind.label("kind of grader"),
            grades.c.held.label("waits for an organiser"),
            grades.c.frozen.label("its points wait"),
            grades.c.created_at.label("graded at"),
        ),
        Fate.BLANKED,
        told_if=grades.c.status != GradeStatus.SHADOW,
        source=of_answer(grades),
        untold=untold(
            grades,
            **dict.fromkeys(("revision", "attempt", "rubric_hash", "prompt_hash"), MACHINERY),
            content_key="a hash of the text, by which its first grade is found again",
            usage="what the call cost, nothing about the person",
            cost_micros="what the call cost, nothing about the person",
        ),
        blank={"findings": _WORDLESS, "raw_reply": "", "content_key": "", "frozen": False},
        kept={
            **dict.fromkeys(("status", "band", "reason", "kind", "grader"), "a word of ours"),
            **dict.fromkeys(("rubric_hash", "prompt_hash"), "of the scenario and the prompt alone"),
            "usage": "counts",
        },
    ),
)

# The message's number is what the mark on it is taken away by: a row that still has its mark waits.
LET_GO = (
    answer_messages.update()
    .where(answer_messages.c.answer_id.in_(their_answers()), _is_gone | ~answer_messages.c.marked)
    .values(
        message_ref=func.concat("forgotten-", answer_messages.c.id),
        thread_ref=None,
        channel_id=None,
        lease_until=None,
    )
)
MARKED = select(
    exists().where(answer_messages.c.answer_id.in_(their_answers()), ~_is_gone, answer_messages.c.marked)
)
