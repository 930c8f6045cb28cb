"""`debrief practice`: one mock round in the terminal. No database, no group, nothing kept."""

from typing import Annotated

import typer

from adapters.cli.asked_grader import Asked, has_model
from adapters.cli.eval_options import Folder, Json
from adapters.cli.practice_answers import read_answers
from adapters.cli.practice_round import Practice, play_from_file, play_typed
from adapters.cli.practice_scenario import chosen_scenario
from adapters.settings import read_settings
from bot.domain.round_kinds import FORMATS, Kind
from bot.errors import UserMustAct

_KINDS = "; ".join(f"{form.kind} ({form.says})" for form in FORMATS.values())

app = typer.Typer(add_completion=False)


@app.command()
def practice(
    *,
    kind: Annotated[
        Kind | None, typer.Option(help="What the round is for; a case where nothing is said.")
    ] = None,
    scenario: Annotated[
        str | None,
        typer.Option(metavar="ID", help="A scenario of the library; any that fits where none is named."),
    ] = None,
    answers: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|-",
            help="Answers in order, as a JSON list or divided by lines of ---; - is piped in.",
        ),
    ] = None,
    scenarios: Folder = None,
    mode: Annotated[
        Asked | None, typer.Option(help="The model where one is configured, unless this says otherwise.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Play one mock round here: questions, your answers, the packet. The exit code is 0 with a verdict."""
    if as_json and answers is None:
        raise UserMustAct("--json is for programs: give the answers with --answers FILE. Nothing was asked.")
    given = None if answers is None else read_answers(answers)
    form, asked = chosen_scenario(kind, scenario, scenarios)
    settings = read_settings()
    chosen = mode or (Asked.MODEL if has_model(settings) else Asked.OFFLINE)
    it = Practice(form, asked, chosen, settings)
    code = play_typed(it) if given is None else play_from_file(it, given, as_json=as_json)
    raise typer.Exit(code)
