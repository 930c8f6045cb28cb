"""What a packet says of how its round ended, and of questions that got no answer."""

from collections.abc import Sequence

from bot.domain.grade import Graded
from bot.domain.interview import Exchange, counted
from bot.domain.round import Ending, Round, Turn, talked
from bot.domain.unanswered import Answered


def how_it_ended(it: Round, turns: Sequence[Turn], had: Sequence[Exchange], given: int) -> list[str]:
    """One sentence or two; nothing for a round that went its whole way.

    `given` are the questions that got an answer.
    """
    whole, asked = it.format.turns, counted(had)
    match it.ending:
        case Ending.STOPPED | Ending.SILENCE:
            why = (
                "You stopped"
                if it.ending is Ending.STOPPED
                else "It was quiet for a day, so I closed the round"
            )
            return [f"{why}. This is over what you said: words in {given} of {whole} turns."]
        case Ending.FINISHED if asked < whole and talked(turns) >= it.format.time:
            minutes = int(it.format.time.total_seconds() // 60)
            return [f"Time was up: {minutes} minutes of talking, at question {asked} of {whole}."]
        case Ending.FINISHED if asked < whole:
            return [f"There was nothing left to ask after question {asked} of {whole}."]
    return []


def how_it_is_held(left: Answered, graded: Graded | None) -> list[str]:
    """Why the verdict is no better, where questions without an answer hold it down."""
    if graded is None or not left.holds(graded.band):
        return []
    open_ones = left.of - left.given
    few = "One question" if open_ones == 1 else f"{open_ones} questions"
    held = f"that holds the verdict at {left.most.value}: what you did say came to {graded.band.value}."
    return [f"{few} of {left.of} got no answer, and {held}"]
