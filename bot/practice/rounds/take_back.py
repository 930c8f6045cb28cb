"""Words that are deleted leave the questions that went back to them, also in later rounds of a loop."""

from bot.domain.delivery import DeliveryKind
from bot.domain.interview import taken_back
from bot.practice.rounds.move import Step, owe_question_anew


async def take_back(step: Step, words: str, said_in: int) -> None:
    """Called when the message that said them, in this turn, is gone. Questions in a chat are shown anew."""
    group = step.round.group
    for found, turn in await step.work.rounds.holding(step.round, words, said_in):
        await step.work.rounds.reword(group, found, turn.number, taken_back(turn.question))
        key = f"{DeliveryKind.REVISE_QUESTION}:{found}:{turn.number}:taken back"
        await owe_question_anew(step, found, turn.number, key)
