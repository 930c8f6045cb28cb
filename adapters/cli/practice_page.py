"""A round in the terminal: its pages for a reader, and one object for a program."""

from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from adapters.cli.asked_grader import Asked
from adapters.cli.grade_page import grade_for_programs
from adapters.terminal.prose import Barred, Page, plain
from adapters.terminal.rounds import packet_page, question_page
from adapters.terminal.screen import plain_console
from adapters.terminal.turns import AGAIN, DONE, HINT, STOP
from bot.domain.interview import is_aside
from bot.domain.round_kinds import Format
from bot.practice.rounds.alone import LoneRound
from bot.practice.rounds.alone_packet import lone_packet

MOST_COLUMNS = 78
_HOW_TO = (
    f"Answer in as many lines as you like; an empty line or {DONE} ends the turn. {HINT} gives a hint, "
    f"{AGAIN} shows the question again, {STOP} ends the round with a packet over what you said. "
    "Nothing is kept."
)


@dataclass(slots=True)
class Pages:
    console: Console = field(default_factory=plain_console)

    def welcome(self, form: Format, asked: Asked) -> None:
        reader = "the model that you configured" if asked is Asked.MODEL else "the automatic check"
        minutes = int(form.time.total_seconds() // 60)
        questions = (
            f"{form.turns} questions, {minutes} minutes of talking at most: the turn in which they run out "
            "is the last."
        )
        self._print([plain(f"{form.title}: {form.says}", "bold"), plain(f"{questions} Read by {reader}.")])
        self._print([plain(_HOW_TO, "dim")])

    def question(self, it: LoneRound) -> None:
        card = it.card()
        if card is not None:
            self._print([Text(), Rule(style="dim", characters="─"), *question_page(card), Text()])

    def answer(self, said: str) -> None:
        self._print([Barred([plain(part) for part in said.splitlines()])])

    def packet(self, it: LoneRound) -> None:
        self._print([Text(), Rule(style="dim", characters="─"), *packet_page(lone_packet(it))])

    def say(self, text: str) -> None:
        self._print([Text(), plain(text)])

    def _print(self, page: Page) -> None:
        for part in page:
            self.console.print(part, width=min(self.console.width, MOST_COLUMNS))


def round_for_programs(it: LoneRound, *, unused: int, short: bool) -> dict[str, Any]:
    """Everything that was asked and said, and what was found in it."""
    outcome = it.outcome
    return {
        "kind": it.format.kind.value,
        "scenario": it.scenario.id,
        "title": it.scenario.title,
        "turns": [
            {
                "id": one.question.id,
                "counts": not is_aside(one.question),
                "asked_by": one.question.asked_by,
                "ask": one.question.ask,
                "worded_by": one.question.worded_by,
                "answer": one.said,
            }
            for one in it.had
        ],
        "ended": "answers ran out" if short else "finished",
        "unused_answers": unused,
        "outcome": {"status": "unread", "detail": it.away}
        if outcome is None
        else grade_for_programs(it.scenario, outcome),
    }
