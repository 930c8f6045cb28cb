"""What a packet says of how its round ended, and of questions that got no answer."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.answered import Answered
from bot.domain.grade import Graded
from bot.domain.interview import Exchange, counted
from bot.domain.round import Ending, Round, Turn, talked
from bot.domain.round_kinds import Format


def how_it_ended(it: Round, turns: Sequence[Turn], had: Sequence[Exchange], given: int) -> list[str]:
    """One sentence or two; nothing for a round that went its whole way.

    `given` are the questions that got an answer.
    """
    match it.ending:
        case Ending.STOPPED:
            return [stopped_over("You stopped", given, it.format.turns)]
        case Ending.SILENCE:
            return [stopped_over("It was quiet for a day, so I closed the round", given, it.format.turns)]
        case Ending.FINISHED:
            return went_its_way(it.format, counted(had), talked(turns))
    return []


def stopped_over(why: str, given: int, whole: int) -> str:
    return f"{why}. This is over what you said: words in {given} of {whole} turns."


def went_its_way(form: Format, asked: int, time: timedelta) -> list[str]:
    """Of a round that nobody ended: nothing when all its questions came."""
    if asked >= form.turns:
        return []
    if time >= form.time:
        minutes = form.time // timedelta(minutes=1)
        return [f"Time was up: {minutes} minutes of talking, at question {asked} of {form.turns}."]
    return [f"There was nothing left to ask after question {asked} of {form.turns}."]


def how_it_is_held(left: Answered, graded: Graded | None) -> list[str]:
    """Why the verdict is no better, where questions without an answer hold it down."""
    if graded is None or not left.holds(graded.band):
        return []
    open_ones = left.of - left.given
    few = "One question" if open_ones == 1 else f"{open_ones} questions"
    held = f"that holds the verdict at {left.most.value}: what you did say came to {graded.band.value}."
    return [f"{few} of {left.of} got no answer, and {held}"]
