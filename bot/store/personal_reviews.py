"""What a person appealed, and what they ruled on others' answers."""

from sqlalchemy import case, func, or_, select

from bot.store.held import GROUP, NUMBER, PERSON, Fate, Held, in_group, of_person, their_answers, title_of
from bot.store.tables import answers, posts, reviews, rounds

_their_answer = reviews.c.answer_id.in_(their_answers())
_their_round = reviews.c.round_id.in_(select(rounds.c.id).where(of_person(rounds)))
_about_them = or_(_their_answer, _their_round)
_by_them = reviews.c.ruled_by == PERSON
_of_either = (
    in_group(reviews)
    .outerjoin(answers, answers.c.id == reviews.c.answer_id)
    .outerjoin(posts, posts.c.id == answers.c.post_id)
    .outerjoin(rounds, rounds.c.id == reviews.c.round_id)
)

REVIEWED = (
    Held(
        reviews,
        "Your appeals, and what was ruled on your answers and rounds or by you",
        or_(_about_them, _by_them),
        (
            GROUP,
            posts.c.local_date.label("day"),
            case((_their_round, rounds.c.started_at)).label("round of"),
            func.coalesce(posts.c.scenario_id, rounds.c.scenario_id).label("scenario"),
            title_of(func.coalesce(posts.c.scenario_hash, rounds.c.scenario_hash)),
            case(
                (_their_answer, "your answer"), (_their_round, "your mock round"), else_="somebody else's"
            ).label("answer"),
            reviews.c.reason.label("asked because of"),
            reviews.c.criterion_id.label("about"),
            case((_about_them, reviews.c.said), else_="").label("what you said"),
            reviews.c.state.label("state"),
            reviews.c.outcome.label("outcome"),
            reviews.c.levels.label("levels"),
            reviews.c.because.label("why"),
            case((_by_them, "you"), (reviews.c.state == "ruled", "somebody else")).label("ruled by"),
            reviews.c.opened_at.label("asked at"),
            reviews.c.ruled_at.label("ruled at"),
        ),
        Fate.BLANKED,
        source=_of_either,
        untold={"id": NUMBER, "group_id": NUMBER, "grade_id": NUMBER},
        blank={
            "said": case((_about_them, ""), else_=reviews.c.said),
            "because": case((_about_them, ""), else_=reviews.c.because),
            "ruled_by": case((_by_them, None), else_=reviews.c.ruled_by),
        },
        kept={
            **dict.fromkeys(("reason", "state", "outcome"), "a word of ours"),
            "criterion_id": "of the scenario alone",
            "levels": "numbers by the scenario's criteria, by which the grader is measured",
        },
    ),
)
"""A reason that was given for somebody else's answer belongs to their debrief, and goes with them."""
