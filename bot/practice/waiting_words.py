"""What is said while an answer waits to be graded. All of it has to be true at any hour."""

from bot.domain.answer import WaitsFor
from bot.domain.cards import Note

IN_HAND = Note(
    "Reading it now. Your debrief comes by direct message, and so does word if it has to wait; My debrief "
    "shows here how it stands."
)

_KEPT = "Your answer is kept and counts as answered."
_NOTHING = "You need do nothing: your debrief follows by itself."

FOR_GRADER = Note(
    f"{_KEPT} No grader answers just now. I go on asking, and it's graded as soon as one does. {_NOTHING}"
)
FOR_BUDGET = Note(
    f"{_KEPT} What may be spent on grading today is spent, so it's graded when the next day begins. "
    f"{_NOTHING}"
)
FOR_SWITCH = Note(
    f"{_KEPT} Whoever runs this bot has switched grading off for now. It's graded when they switch it on "
    f"again. {_NOTHING}"
)
FOR_DEADLINE = Note(
    f"{_KEPT} A grader was asked about it as often as it may be before the deadline: the text changed while "
    "it was read, or wasn't read at all. It's graded once more at the deadline, as it stands then. "
    f"{_NOTHING}"
)
WAITING = {
    WaitsFor.GRADER: FOR_GRADER,
    WaitsFor.REPLY: FOR_GRADER,
    WaitsFor.BUDGET: FOR_BUDGET,
    WaitsFor.SWITCH: FOR_SWITCH,
    WaitsFor.DEADLINE: FOR_DEADLINE,
}

PROVISIONAL = (
    "For now, from the automatic check. It doesn't count: no points, no rating, and no try is used up. "
    "The model's own debrief follows by itself as soon as it can be had, and its verdict may be another one."
)
FROZEN = "It earns its points later: whoever runs this bot is looking at how the grader does."
