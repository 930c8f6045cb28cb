"""The `debrief` command: one table of sub-commands, each imported only when it is asked for."""

import logging
import os
import sys
from dataclasses import dataclass
from importlib import import_module
from itertools import takewhile
from typing import Annotated

import typer
from typer.core import TyperCommand, TyperGroup

from bot.errors import DebriefError, RetryLater, UserMustAct
from bot.uncollected import uncollected


@dataclass(frozen=True, slots=True)
class Subcommand:
    """A row of the table. Its module exports `app`, a typer.Typer.

    An app with a single command and no callback becomes `debrief NAME`; any other becomes a group.
    """

    name: str
    module: str
    summary: str


SUBCOMMANDS = (
    Subcommand("init", "adapters.cli.init", "Set Debrief up: a few questions, one file."),
    Subcommand(
        "doctor", "adapters.cli.doctor", "Check everything that Debrief needs, and say how to mend it."
    ),
    Subcommand("up", "adapters.cli.up", "Run Debrief: web, worker and scheduler, or some of them."),
    Subcommand("db", "adapters.cli.db", "Bring the database to this version, or check the migrations."),
    Subcommand("slack", "adapters.cli.slack", "Print what Slack has to know to have the app."),
    Subcommand("discord", "adapters.cli.discord", "Invite the app to Discord, and register its commands."),
    Subcommand("demo", "adapters.cli.demo", "Open the study room: a sample group, in your browser."),
    Subcommand("scenarios", "adapters.cli.scenarios", "Read and check the scenario library."),
    Subcommand("packs", "adapters.cli.packs", "Scenarios of a group's own: add, list, take out."),
    Subcommand("grade", "adapters.cli.grade", "Grade an answer that stands in a file."),
    Subcommand("practice", "adapters.cli.practice", "Play one mock round here, with a packet at its end."),
    Subcommand("grader", "adapters.cli.grader", "How far the grader is trusted: look, or change it."),
    Subcommand("review", "adapters.cli.review", "Appeals, and grades that wait for a person."),
    Subcommand("eval", "adapters.cli.eval", "Measure the grader on answers that were labelled."),
    Subcommand("model-card", "adapters.cli.model_card", "Write down how good the grader is."),
)

EXIT_DEFECT, EXIT_USER_MUST_ACT, EXIT_RETRY_LATER, EXIT_INTERRUPTED = 1, 2, 75, 130

root = typer.Typer(name="debrief", add_completion=False, no_args_is_help=True)


def show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"debrief {version('debrief')}")
        raise typer.Exit


@root.callback()
def debrief(
    version: Annotated[
        bool,
        typer.Option("--version", callback=show_version, is_eager=True, help="Say which version this is."),
    ] = False,
) -> None:
    """Practise AI-PM interviews with your study group: a scenario a day, graded, with a debrief."""


def command_line(asked: str | None) -> TyperGroup:
    """The whole command; only the sub-command that was asked for is real, the others are their help line."""
    group = typer.main.get_group(root)
    for row in SUBCOMMANDS:
        if row.name == asked:
            group.add_command(typer.main.get_command(import_module(row.module).app), row.name)
        else:
            group.add_command(TyperCommand(row.name, help=row.summary))
    return group


def main() -> None:
    """Run the command of `sys.argv`; what goes wrong is told in a sentence, not in a traceback."""
    if logging.lastResort is not None:
        # Of a command that keeps no log: what it comes to is told in its own words.
        logging.lastResort.setLevel(logging.CRITICAL)
    asked = next((word for word in sys.argv[1:] if not word.startswith("-")), None)
    try:
        with uncollected():
            command = command_line(asked)
        code = command.main(prog_name="debrief", standalone_mode=False)
    except KeyboardInterrupt as stopped:
        raise SystemExit(EXIT_INTERRUPTED) from stopped
    except typer.Abort as stopped:
        typer.echo("Stopped, as you asked.", err=True)
        raise SystemExit(EXIT_DEFECT) from stopped
    except Exception as error:
        if os.environ.get("DEBRIEF_TRACEBACK"):
            raise
        sentence, code = mistyped(error) or verdict(error)
        if sentence:
            typer.echo(sentence, err=True)
        raise SystemExit(code) from error
    raise SystemExit(code if isinstance(code, int) else 0)


def mistyped(error: Exception) -> tuple[str, int] | None:
    """What to print for a command that can't be read; None for anything else.

    By what such an error can do: its class is typer's own in some versions, and click's in others.
    """
    message, context = getattr(error, "format_message", None), getattr(error, "ctx", None)
    if message is None:
        return None
    if type(error).__name__ == "NoArgsIsHelpError":
        return message(), EXIT_USER_MUST_ACT  # empty where the help was shown already
    said = " ".join(message().replace("Value error, ", "").split()).rstrip(".,")
    typed = takewhile(lambda word: not word.startswith("-"), sys.argv[1:])
    command = context.command_path if context is not None else " ".join(["debrief", *typed])
    return f"{said}. `{command} --help` shows what can be typed.", EXIT_USER_MUST_ACT


def verdict(error: Exception) -> tuple[str, int]:
    """What to print for an error, and the exit code that goes with it."""
    if isinstance(error, UserMustAct):
        return error.message, EXIT_USER_MUST_ACT
    if isinstance(error, RetryLater):
        return f"{error.reason} Try again in {error.after.total_seconds():.0f} seconds.", EXIT_RETRY_LATER
    detail = str(error) if isinstance(error, DebriefError) else f"{type(error).__name__}: {error}"
    sentence = (
        f"Debrief has a bug here ({detail}). Run it with DEBRIEF_TRACEBACK=1 and report what it prints."
    )
    return sentence, EXIT_DEFECT
