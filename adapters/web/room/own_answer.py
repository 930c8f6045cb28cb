"""What the viewer has written so far, to a scenario or to an interviewer, and what it comes to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from adapters.web.room.eyes import Eyes
from adapters.web.room.tries import ORDINALS, answers_to, begun, debriefs, root_of, try_of
from adapters.web.room.values import Line, direct
from bot.domain.answering import is_note
from bot.domain.card_parts import Button
from bot.domain.cards import Card, Note, PacketCard, QuestionCard, ScenarioCard
from bot.domain.happenings import Action
from bot.domain.text import count_words
from bot.practice.loops import words as loop_words
from bot.practice.rounds import words as round_words

_ENDS = (
    round_words.TAKEN,
    round_words.ASKED_BACK,
    round_words.TAKEN_LAST,
    loop_words.TAKEN_LAST,
    loop_words.ROUND_STOPPED,
    loop_words.ROUND_MISSED,
    round_words.STOPPED,
    round_words.STOPPED_EMPTY,
    round_words.QUIET_DAY,
    round_words.NOTHING_LEFT,
    round_words.QUIET_IN_LOOP,
    round_words.NOTHING_LEFT_IN_LOOP,
)
"""What Debrief says when a turn is over, or its round."""
_IN_A_ROUND = {Action.END_TURN, Action.STOP_ROUND}


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """The viewer's newest try at a scenario, as far as it's marked."""

    words: int
    least: int
    most: int
    is_new_try: bool
    grade: int | None
    """The place of the button that asks for a debrief, on the scenario's card."""
    shows: int | None
    """The place of the button that shows the debrief again."""
    read: bool
    """Their debrief came after all of it."""


@dataclass(frozen=True, slots=True)
class OwnTurn:
    """What the viewer has said to the question of a mock round that is open."""

    question: Line
    turn: int
    turns: int
    words: int
    done: int
    """The place of the button that ends the turn, on the question's card."""


def own_answer(eyes: Eyes, root: Line) -> OwnAnswer | None:
    """None where there is nothing to tell yet."""
    card = root.card
    if not isinstance(card, ScenarioCard):
        return None
    starts = begun(eyes.room, root, eyes.viewer)
    own = [line for line in answers_to(eyes.room, root) if line.author == eyes.viewer]
    newest = [line for line in own if try_of(line, starts) == len(starts)]
    if not newest and not starts:
        return None
    latest = max((line.edited_at or line.at for line in newest), default=None)
    least, most = card.words
    return OwnAnswer(
        words=count_words("\n\n".join(line.text for line in newest)),
        least=least,
        most=most,
        is_new_try=bool(starts),
        grade=_place(card.buttons, Action.GRADE_ME) if newest else None,
        shows=_place(card.buttons, Action.MY_DEBRIEF),
        read=latest is not None and any(at >= latest for at in debriefs(eyes.room, root, eyes.viewer)),
    )


def earlier_try(eyes: Eyes, line: Line) -> str:
    """Which one a message belongs to that another try followed, in a word; nothing for one of the newest."""
    root = root_of(eyes.room, line)
    starts = begun(eyes.room, root, eyes.viewer) if root else []
    number = try_of(line, starts)
    return ORDINALS[min(number, len(ORDINALS) - 1)] if number < len(starts) else ""


def own_turn(eyes: Eyes) -> OwnTurn | None:
    lines = eyes.room.lines(direct(eyes.viewer), eyes.viewer)
    question = next((line for line in reversed(lines) if isinstance(line.card, QuestionCard)), None)
    if question is None or not isinstance(question.card, QuestionCard) or is_over(eyes, question):
        return None
    said = [
        line.text
        for line in lines
        if line.author == eyes.viewer and line.born > question.born and not is_note(line.text)
    ]
    card, done = question.card, _place(question.card.buttons, Action.END_TURN)
    if not said or done is None:
        return None
    return OwnTurn(question, card.turn, card.turns, count_words("\n\n".join(said)), done)


def as_it_stands(eyes: Eyes, line: Line) -> Card | None:
    """The line's card, without the buttons of a turn that is over."""
    card = line.card
    return replace(card, buttons=()) if card and is_in_a_round(card) and is_over(eyes, line) else card


def is_in_a_round(card: Card) -> TypeGuard[QuestionCard | Note]:
    """Its buttons end a turn of a mock round, or all of it."""
    buttons = card.buttons if isinstance(card, QuestionCard | Note) else ()
    return any(button.action in _IN_A_ROUND for button in buttons)


def is_over(eyes: Eyes, asked: Line) -> bool:
    """Whether a turn has ended that was open when a line of Debrief's came."""
    return any(
        line.born > asked.born
        and eyes.viewer in {line.only_for, line.spot.direct_with}
        and (isinstance(line.card, QuestionCard | PacketCard) or line.card in _ENDS)
        for line in eyes.room.lines_by_ref.values()
    )


def _place(buttons: Sequence[Button], action: Action) -> int | None:
    actions = [button.action for button in buttons]
    return actions.index(action) if action in actions else None
