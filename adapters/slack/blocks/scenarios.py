"""What is asked: the scenario of the day, a turn of a mock round, and the answers once they are open."""

from adapters.slack.blocks.plain import foldable, header, quiet, timed
from adapters.slack.blocks.prose import paragraphs, phrase, prompt, spoken
from adapters.slack.blocks.rich import bold, name, rich, said
from adapters.slack.blocks.values import Block
from bot.domain.cards import QuestionCard, RevealCard, ScenarioCard

HARDEST = 3


def scenario_blocks(card: ScenarioCard) -> list[Block]:
    least, most = card.words
    difficulty = "●" * card.difficulty + "○" * (HARDEST - card.difficulty)
    tests = ", ".join(competency.label.lower() for competency in card.competencies)
    return [
        *header(card.title),
        *quiet(f"{difficulty} difficulty · {card.minutes} minutes · {least} to {most} words"),
        *rich(*map(spoken, card.notes)),
        *rich(*prompt(card.prompt)),
        *(rich(said(bold("Warm-up: "), *phrase(paragraphs(card.warm_up)))) if card.warm_up else []),
        *(quiet(f"Tests {tests}.") if tests else []),
        timed("Closes ", card.deadline, f". {card.privacy.value}"),
        *quiet(card.read_by),
    ]


def question_blocks(card: QuestionCard) -> list[Block]:
    return [
        *quiet(f"Mock round · {card.scenario} · question {card.turn} of {card.turns}"),
        *header(card.heading),
        *rich(*prompt(card.ask)),
        *(block for note in card.notes for block in quiet(note)),
    ]


def reveal_blocks(card: RevealCard) -> list[Block]:
    blocks = header(f"{card.scenario}: the answers")
    for answer in card.answers:
        blocks += [*rich(said(name(answer.name, stands_out=True))), *foldable(answer.text)]
    if card.held or card.hidden:
        left_out = f"Not shown: {card.held} waiting for an organiser, {card.hidden} hidden by their authors."
        blocks += quiet(left_out)
    return blocks
