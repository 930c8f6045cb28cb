"""What a packet says of how its round ended, when it ended before its last question."""

from collections.abc import Sequence

from bot.domain.interview import Exchange, counted, is_aside
from bot.domain.round import Ending, Round, Turn, talked


def how_it_ended(it: Round, turns: Sequence[Turn], had: Sequence[Exchange]) -> list[str]:
    """One sentence or two; nothing for a round that went its whole way."""
    whole, asked = it.format.turns, counted(had)
    match it.ending:
        case Ending.STOPPED | Ending.SILENCE:
            why = (
                "You stopped"
                if it.ending is Ending.STOPPED
                else "It was quiet for a day, so I closed the round"
            )
            return [f"{why}. This is over what you said: words in {_answered(had)} of {whole} turns."]
        case Ending.FINISHED if asked < whole and talked(turns) >= it.format.time:
            minutes = int(it.format.time.total_seconds() // 60)
            return [f"Time was up: {minutes} minutes of talking, at question {asked} of {whole}."]
        case Ending.FINISHED if asked < whole:
            return [f"There was nothing left to ask after question {asked} of {whole}."]
    return []


def _answered(had: Sequence[Exchange]) -> int:
    """The questions to which something was said that wasn't a question back."""
    answered, number = set[int](), 0
    for place, one in enumerate(had):
        number += not is_aside(one.question)
        asked_back = place + 1 < len(had) and is_aside(had[place + 1].question)
        if one.said and not asked_back:
            answered.add(number)
    return len(answered)
