"""What is asked: the scenario of the day, a turn of a mock round, and the answers once they are open."""

from dataclasses import replace

from adapters.discord.wording.paging import fits
from adapters.discord.wording.prose import paragraphs, phrase, prompt, small, spoken, title
from adapters.discord.wording.rich import Block, Run, bold, said
from adapters.discord.wording.texts import Text
from bot.domain.cards import QuestionCard, RevealCard, ScenarioCard

HARDEST = 3


def scenario_blocks(card: ScenarioCard) -> list[Block]:
    """What it tests gives way, where that makes one message of two: the thread hangs on the first."""
    whole = _scenario(card)
    brief = whole if fits(whole) else _scenario(replace(card, competencies=()))
    return brief if fits(brief) else whole


def _scenario(card: ScenarioCard) -> list[Block]:
    least, most = card.words
    difficulty = "●" * card.difficulty + "○" * (HARDEST - card.difficulty)
    tests = ", ".join(competency.label.lower() for competency in card.competencies)
    closes = Run("", moment=card.deadline)
    return [
        *title(card.title),
        *small(f"{difficulty} difficulty · {card.minutes} minutes · {least} to {most} words"),
        *(it for note in card.notes for it in spoken(note)),
        *prompt(card.prompt),
        *([said(bold("Warm-up:"), " ", *phrase(paragraphs(card.warm_up)))] if card.warm_up else []),
        said("Closes ", closes, f". {card.privacy.value}"),
        *(small(f"Tests {tests}.") if tests else []),
        *small(card.read_by),
    ]


def question_blocks(card: QuestionCard) -> list[Block]:
    return [
        *small(f"Mock round · {card.scenario} · question {card.turn} of {card.turns}"),
        *title(card.heading),
        *prompt(card.ask),
        *(it for note in card.notes for it in small(note)),
    ]


def reveal_parts(card: RevealCard) -> list[Block | Text]:
    left_out = f"Not shown: {card.held} waiting for an organiser, {card.hidden} hidden by their authors."
    return [
        *title(f"{card.scenario}: the answers"),
        *(Text(answer.name, answer.text, of_member=True) for answer in card.answers),
        *(small(left_out) if card.held or card.hidden else []),
    ]
