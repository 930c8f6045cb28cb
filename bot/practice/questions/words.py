"""What is said about a question that a member brings."""

from datetime import timedelta

from bot.domain.cards import Note
from bot.domain.grade import UngradedReason
from bot.domain.own_question import BROUGHT_WITHIN, MOST_BROUGHT
from bot.practice.words import FEWER

TITLE = "Bring your own question"
HOW = (
    "Your answer is graded by a general rubric over the seven competencies. Only you see what comes of it; "
    "there are no points in it, and it stands on no board."
)
BY_MODEL = "A model reads the question and your answer; no name and no account goes with them."
BY_CHECK = "The automatic check reads them; no model does, and nothing is sent anywhere."
KEPT = "Both are kept with your data: `/debrief export` shows them, `/debrief forget-me` deletes them."
TAKEN = Note(
    "Taken. I'm reading it now: the debrief comes by direct message, and `/debrief ask last` shows it "
    "here, too."
)
TWICE = Note("I have that already. `/debrief ask last` shows what came of it.", again=True)
GONE = Note(
    "That question is no longer here, or it isn't yours. Nothing was changed. "
    "Type `/debrief ask` for a new one."
)
TOO_SHORT = (
    f"Your answer has {FEWER}: too short to say anything fair about. Nothing was sent to be graded, and what "
    "you typed is kept here. A sentence or two on what you would do, and why, is enough to begin."
)
NO_GROUP = (
    "You aren't in that group any more, so nothing was graded. What you typed is kept here, to copy. "
    "Type `/debrief ask` in the channel of a group that you are in."
)
NOTHING_YET = Note(
    "You have brought no question here yet. `/debrief ask` opens a form for one, with your answer to it."
)
SENT_JUST_NOW = Note(
    "Its debrief came to you by direct message a moment ago, and that's where it is. In two minutes "
    "`/debrief ask last` shows it here, too."
)
WAITS = Note(
    "Your question and your answer to it are kept. Nobody can grade them just now, so there is no debrief "
    "yet. I try again by myself, and the debrief comes by direct message; you need do nothing."
)
IN_HAND = Note("I'm still reading your answer. The debrief comes by direct message.")
UNSUPPORTED = Note(
    "Your answer is kept. The automatic check reads English only, so there is no grade: not a bad one, none. "
    "Bring it again in English if you want one."
)
REFUSED = Note(
    "Your answer is kept. The model would not read it, so there is no grade: that says nothing about the "
    "answer. Bring the question again in other words, if you like."
)
GENERAL_RUBRIC = (
    "Read by a general rubric: what your question gives no room for is marked low. Take the words for each "
    "line as advice, and the verdict lightly."
)
NO_RUBRIC = (
    "The automatic check knows no rubric of this question: it looked for general signs of judgement, by "
    "words alone. Take it as a checklist rather than as a verdict."
)
HELD = "The grader isn't sure of this one, and no person looks at it: take its verdict with care."


def how_it_goes(*, by_model: bool) -> str:
    """On the form, before anything is read by anybody."""
    limit = f"At most {MOST_BROUGHT} in {BROUGHT_WITHIN // timedelta(hours=1)} hours."
    return f"{HOW}\n\n{BY_MODEL if by_model else BY_CHECK} {KEPT} {limit}"


def often(wait: timedelta, *, alone: bool) -> str:
    """`alone`: all of them are the member's own, as far as is known."""
    hours, minutes = divmod(-(-wait // timedelta(minutes=1)), 60)
    most, within = MOST_BROUGHT, BROUGHT_WITHIN // timedelta(hours=1)
    whose = (
        f"You have brought {most} questions"
        if alone
        else f"You, and whoever was forgotten here before you came, have brought {most} questions"
    )
    return (
        f"{whose} in the last {within} hours, which is as many as I take. "
        f"Nothing was graded, and what you typed is kept here. The next may come in {hours} h {minutes} min."
    )


def ungraded(reason: UngradedReason) -> Note:
    match reason:
        case UngradedReason.TOO_SHORT:
            return Note(TOO_SHORT)
        case UngradedReason.UNSUPPORTED_LANGUAGE:
            return UNSUPPORTED
        case UngradedReason.REFUSED | UngradedReason.ASKED_ENOUGH:
            return REFUSED
        case UngradedReason.GRADER_UNAVAILABLE:
            return WAITS
