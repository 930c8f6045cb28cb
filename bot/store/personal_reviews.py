"""What a person appealed, and what they ruled on others' answers."""

from sqlalchemy import case, or_

from bot.store.held import NUMBER, PERSON, POST, Fate, Held, of_answer, their_answers
from bot.store.tables import reviews

_about_them = reviews.c.answer_id.in_(their_answers())
_by_them = reviews.c.ruled_by == PERSON

REVIEWED = (
    Held(
        reviews,
        "Your appeals, and what was ruled on your answers or by you",
        or_(_about_them, _by_them),
        (
            *POST,
            case((_about_them, "your answer"), else_="somebody else's").label("answer"),
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
        source=of_answer(reviews),
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
