import subprocess
import sys
from datetime import timedelta
from importlib import import_module
from importlib.metadata import version
from types import ModuleType

import pytest
import typer
from typer.testing import CliRunner

from adapters.cli import SUBCOMMANDS, Subcommand, command_line, main, root, verdict
from bot.errors import Defect, RetryLater, UserMustAct

HELP_THEN_MODULES = """
import sys
from adapters.cli import main
try:
    main()
finally:
    print(*sorted(sys.modules))
"""


def test_version_is_the_installed_one() -> None:
    result = CliRunner().invoke(root, ["--version"])

    assert (result.exit_code, result.output) == (0, f"debrief {version('debrief')}\n")


def test_help_lists_every_subcommand_and_imports_none() -> None:
    command = [sys.executable, "-c", HELP_THEN_MODULES, "--help"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert all(row.name in shown for row in SUBCOMMANDS)
    assert not {row.module for row in SUBCOMMANDS} & set(shown.split())


@pytest.mark.parametrize("row", SUBCOMMANDS, ids=lambda row: row.name)
def test_every_row_of_the_table_has_its_app(row: Subcommand) -> None:
    assert isinstance(import_module(row.module).app, typer.Typer)
    assert row.name in command_line(row.name).commands


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("grade", "Missing option '--file'. `debrief grade --help` shows what can be typed."),
        (
            "grade --file - --mode foo",
            "Invalid value for '--mode': 'foo' is not one of 'model', 'offline'. `debrief grade --help`",
        ),
        (
            "grader set",
            "Missing argument 'mode'. Choose from: normal, shadow, freeze_ratings, offline, off. ",
        ),
        ("review foo", "No such command 'foo'. `debrief review --help` shows what can be typed."),
        ("foo", "No such command 'foo'. `debrief --help` shows what can be typed."),
        ("grade --foo", "No such option"),
        (
            "eval golden --replay",
            "Option '--replay' requires an argument. `debrief eval golden --help` shows what can be typed.",
        ),
        ("eval golden --replay /nowhere", "The folder /nowhere isn't there. Name one that `--live"),
        ("eval golden --replay tests", "The folder tests holds no recording. Name one that `--live"),
    ],
)
def test_what_was_mistyped_is_told_in_one_line(
    typed: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["debrief", *typed.split()])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert said in told
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "sentence", "code"),
    [
        (UserMustAct("Set DATABASE_URL."), "Set DATABASE_URL.", 2),
        (RetryLater("The database is starting.", timedelta(seconds=9)), "Try again in 9 seconds.", 75),
        (Defect("a post without a group"), "bug here (a post without a group)", 1),
        (KeyError("slot"), "bug here (KeyError: 'slot')", 1),
    ],
)
def test_errors_become_a_sentence_and_an_exit_code(error: Exception, sentence: str, code: int) -> None:
    said, exit_code = verdict(error)

    assert sentence in said
    assert exit_code == code


def test_an_error_in_a_subcommand_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    app = typer.Typer()

    @app.command()
    def broken() -> None:
        raise UserMustAct("Set DATABASE_URL to a Postgres that answers.")

    module = ModuleType("broken_module")
    module.__dict__["app"] = app
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr("adapters.cli.SUBCOMMANDS", (Subcommand("broken", module.__name__, "Breaks."),))
    monkeypatch.setattr("sys.argv", ["debrief", "broken"])

    with pytest.raises(SystemExit) as left:
        main()

    assert left.value.code == 2
    assert capsys.readouterr().err == "Set DATABASE_URL to a Postgres that answers.\n"
