"""Plays a round with one person: typed turn by turn, or from answers that a file holds."""

import asyncio
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path

import typer

from adapters.cli import EXIT_INTERRUPTED
from adapters.cli.asked_grader import Asked, need_model
from adapters.cli.practice_page import Pages, round_for_programs
from adapters.clock import SystemClock
from adapters.settings import Settings
from adapters.terminal.turns import HINT, Ends, Keyboard
from bot.domain.grade import Graded
from bot.domain.round_kinds import Format
from bot.domain.scenario import Scenario
from bot.errors import UserMustAct
from bot.grading.grader import AutomaticGrader
from bot.ports import Clock, Grader, Interviewer
from bot.practice.rounds.alone import LoneRound

EXIT_NO_VERDICT, EXIT_ANSWERS_RAN_OUT = 3, 4


@dataclass(frozen=True, slots=True)
class Practice:
    """What is played, and who reads."""

    form: Format
    scenario: Scenario
    asked: Asked
    settings: Settings
    clock: Clock = field(default_factory=SystemClock)

    @contextmanager
    def opened(self) -> Iterator[tuple[LoneRound, asyncio.Runner]]:
        """The round, and the loop that its committee lives in: Ctrl-C is heard while somebody types."""
        with asyncio.Runner() as runner:
            stack = AsyncExitStack()
            try:
                grader, interviewer = runner.run(self._committee(stack))
                yield LoneRound(self.form, self.scenario, grader, interviewer), runner
            finally:
                runner.run(stack.aclose())

    async def _committee(self, stack: AsyncExitStack) -> tuple[Grader, Interviewer | None]:
        if self.asked is Asked.OFFLINE:
            return AutomaticGrader(), None
        need_model(self.settings)
        from adapters.cli.over_model import configured_committee

        return await stack.enter_async_context(configured_committee(self.settings))


def play_from_file(it: Practice, answers: Sequence[str], *, as_json: bool) -> int:
    """Every answer in turn. Returns the exit code."""
    pages, left = Pages(), list(answers)
    with it.opened() as (played, runner):
        while played.question is not None and left:
            if not as_json:
                pages.question(played)
                pages.answer(left[0])
            runner.run(played.answer(left.pop(0)))
        short = played.question is not None
        played.stop()
    if as_json:
        found = round_for_programs(played, unused=len(left), short=short)
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        pages.packet(played)
    if short:
        held = f"{len(answers)} answer" if len(answers) == 1 else f"{len(answers)} answers"
        asked = f"the round has {it.form.turns} questions, and one stands open"
        typer.echo(f"There were {held}; {asked}. The packet is over what was said.", err=True)
        return EXIT_ANSWERS_RAN_OUT
    return _code(played)


def play_typed(it: Practice) -> int:
    """Turn by turn with whoever sits at the keyboard. Returns the exit code."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # an old terminal shows ? where it has no ●
    pages = Pages()
    try:
        with it.opened() as (played, runner):
            pages.welcome(it.form, it.asked)
            _turns(it, played, runner, pages)
            if not played.had:
                return _nothing_said(pages)
            pages.packet(played)
            if played.away:
                pages.say(_kept(played))
    except KeyboardInterrupt as stopped:
        pages.say("Stopped, without a packet. Nothing of the round is kept: /stop would have shown one.")
        raise typer.Exit(EXIT_INTERRUPTED) from stopped
    return _code(played)


def _nothing_said(pages: Pages) -> int:
    if not (sys.stdin and sys.stdin.isatty()):
        raise UserMustAct(
            "Nothing was said, so there is no packet. Where nobody can type, give --answers FILE."
        )
    pages.say("Nothing was said, so there is no packet.")
    return EXIT_NO_VERDICT


def _turns(it: Practice, played: LoneRound, runner: asyncio.Runner, pages: Pages) -> None:
    hints = iter(played.scenario.hints)

    def asked_for(word: str) -> None:
        if word == HINT:
            pages.say(next(hints, "That was the last hint."))
        else:
            pages.question(played)

    keyboard = Keyboard(pages.say, asked_for)
    asked_at = it.clock.now()
    while played.question is not None:
        pages.question(played)
        typed = keyboard.turn()
        if typed.said:
            took = it.clock.now() - asked_at
            if it.asked is Asked.MODEL:
                pages.say("Taken. The model is reading it.")  # which may take it half a minute
            runner.run(played.answer(typed.said, took))
            asked_at = it.clock.now()
        elif typed.ends is Ends.DONE:
            pages.say("There is nothing of yours in this turn yet. Write your answer, then an empty line.")
        if typed.ends is not Ends.DONE:
            played.stop()


def _kept(played: LoneRound) -> str:
    """Half an hour's words are not lost to a grader that was away."""
    said = json.dumps([one.said for one in played.had], ensure_ascii=False, indent=2)
    names = ("", *(f"-{number}" for number in range(2, 100)))
    for path in (Path(f"practice-{played.scenario.id}{name}.json") for name in names):
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(said)
        except FileExistsError:
            continue
        except OSError as error:
            return f"Copy what you said: it could not be written to {path} ({error.strerror})."
        again = f"--scenario {played.scenario.id} --kind {played.format.kind} --answers {path}"
        return f"What you said is in {path}. Have it read later with `debrief practice {again}`."
    return "Copy what you said: this folder is full of rounds that were kept."


def _code(played: LoneRound) -> int:
    return 0 if isinstance(played.outcome, Graded) else EXIT_NO_VERDICT
