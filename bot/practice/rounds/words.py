"""What is said in and about a mock round."""

from datetime import timedelta

from bot.domain.card_parts import Button
from bot.domain.cards import Note
from bot.domain.happenings import Action
from bot.domain.round import BEGUN_WITHIN, MOST_BEGUN, MOST_LETTERS, Ending, Round
from bot.domain.round_kinds import FORMATS, Format, Kind
from bot.domain.scenario import Scenario

HOW_TO = (
    "Answer here, in as many messages as you like. A turn ends when you press Done, or 45 quiet seconds "
    "after your last message. An edit counts until its turn ends. What begins with // is a note to yourself. "
    "Stop ends the round."
)
STARTED = (
    "Your mock round begins in our direct messages: the first question is on its way. Answer there; a turn "
    "ends when you press Done, or after 45 quiet seconds, and Stop ends the round. If nothing arrives, your "
    "direct messages are closed to me: allow them in your privacy settings, then type `/debrief mock` again."
)
STARTED_HERE = "Your mock round begins: the first question is on its way."
NOWHERE = Note(
    "I can't tell from here where to reach you, so no round was begun. Nothing was changed. "
    "Type `/debrief mock` in your group's channel."
)
NO_SCENARIO = Note(
    "There is no scenario in the library that I could ask, so no round was begun. Nothing was changed. "
    "Tell your organiser: `debrief doctor` says what is wrong with the library."
)
GONE = Note("That round is no longer here. Nothing was changed.")
OVER = Note("That round is over. Nothing was changed.")
ON_ITS_WAY = Note("That round has ended, and its packet is on its way. Nothing was changed.")
TURN_OVER = Note("That turn is over. Nothing was changed: what you write now belongs to the next question.")
NOTHING_YET = Note("There is nothing of yours in this turn yet. Write your answer here, then press Done.")
TAKEN = Note("Taken. I'm reading it; the next question is on its way.")
ASKED_BACK = Note("Taken. The answer to what you asked is on its way; the question still stands.")
TAKEN_LAST = Note("Taken. That was the last turn: the packet is on its way.")
STOPPED = Note("Stopped. The packet over what you said is on its way.")
STOPPED_EMPTY = Note("Stopped. You hadn't said anything, so there is no packet, and nothing is counted.")
QUIET_DAY = Note(
    "Nothing was said in your mock round for a day, so I closed it. There is no packet, and nothing is "
    "counted. `/debrief mock` begins another."
)
NOTHING_LEFT = Note(
    "You deleted all that you had said in your mock round, so there is no packet, and nothing is counted. "
    "`/debrief mock` begins another."
)
QUIET_IN_LOOP = Note("Nothing was said in this round for a day, so I closed it.")
NOTHING_LEFT_IN_LOOP = Note("You deleted all that you had said in this round, so nobody can judge it.")

FULL = (
    f"Your words fill this round: it takes {MOST_LETTERS:,} letters in all, and none beyond them is kept or "
    "read. Stop ends the round, with a packet over what it took."
)
WAS_FULL = (
    f"Your words filled this round: it takes {MOST_LETTERS:,} letters in all, and none beyond were read."
)


def no_scenario(kind: Kind) -> Note:
    """A kind that asks scenarios of its own may have none in a library that stands alone."""
    if kind is Kind.CASE:
        return NO_SCENARIO
    return Note(
        f"There is no scenario for a round of the kind “{FORMATS[kind].title}” here, so none was begun. "
        "Nothing was changed. `/debrief mock` begins a case, and `/debrief mock kinds` lists the others."
    )


def started(form: Format, *, elsewhere: bool) -> Note:
    """`elsewhere`: it was typed in a channel, and is played in direct messages."""
    whole = STARTED if elsewhere else STARTED_HERE
    if form.kind is Kind.CASE:
        return Note(whole)
    minutes = form.time // timedelta(minutes=1)
    return Note(
        f"{form.title}: {form.says}. {form.turns} questions, {minutes} minutes of talking at most. {whole}"
    )


def often(wait: timedelta) -> Note:
    hours, minutes = divmod(-(-wait // timedelta(minutes=1)), 60)
    return Note(
        f"You have begun {MOST_BEGUN} mock rounds in the last {BEGUN_WITHIN // timedelta(hours=1)} hours, "
        f"which is as many as I take. Nothing was changed. The next may begin in {hours} h {minutes} min."
    )


def buttons(it: Round) -> tuple[Button, ...]:
    return Button(Action.END_TURN, "Done", f"{it.id}/{it.turn}"), stop(it)


def stop(it: Round) -> Button:
    return Button(Action.STOP_ROUND, "Stop", str(it.id))


def _place(it: Round) -> str:
    return f"{it.question} of {it.format.turns}"


def nudge(it: Round, *, full: bool) -> Note:
    if full:
        return Note(f"Question {_place(it)} is still open. {FULL}", (stop(it),))
    return Note(
        f"Question {_place(it)} is still open. Write your answer here, as text, or press Stop. "
        "If it stays quiet I close the round in a day.",
        (stop(it),),
    )


def parting(it: Round) -> Note:
    """The loop that it belongs to says what follows from it."""
    if it.ending is Ending.SILENCE:
        return QUIET_DAY if it.loop is None else QUIET_IN_LOOP
    return NOTHING_LEFT if it.loop is None else NOTHING_LEFT_IN_LOOP


def running(it: Round, scenario: Scenario) -> Note:
    return Note(
        f"You are in a mock round already, “{scenario.title}”, at question {_place(it)}. Nothing was "
        "changed. Go on in our direct messages, or press Stop and type `/debrief mock` again.",
        (stop(it),),
    )
