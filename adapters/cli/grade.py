"""`debrief grade`: an answer in a file, graded and debriefed. No database, no group, nothing kept."""

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from adapters.cli.answer_file import read_answer
from adapters.cli.asked_grader import Asked, has_model, need_model
from adapters.cli.eval_options import MOST_COLUMNS, Folder, Json
from adapters.cli.grade_page import debrief_of, grade_for_programs
from adapters.settings import Settings, read_settings
from adapters.terminal.debrief import debrief_page
from bot.domain.grade import Graded, GradeOutcome
from bot.domain.ids import ScenarioId
from bot.domain.scenario import Scenario
from bot.errors import RetryLater, UserMustAct
from bot.grading.grader import AutomaticGrader
from bot.library.library import all_shipped, load
from bot.library.own_question import own_question

EXIT_UNGRADED = 3

app = typer.Typer(add_completion=False)


@app.command()
def grade(
    *,
    scenario: Annotated[str | None, typer.Option(metavar="ID", help="A scenario of the library.")] = None,
    question: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Any question, by a general rubric.")
    ] = None,
    file: Annotated[str, typer.Option(metavar="FILE|-", help="The answer; - for what is piped in.")],
    scenarios: Folder = None,
    mode: Annotated[
        Asked | None, typer.Option(help="The model where one is configured, unless this says otherwise.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Grade an answer that stands in a file. The exit code is 0 only when there is a grade."""
    asked = _scenario(scenario, question, scenarios)
    text = read_answer(file)
    settings = read_settings()
    chosen = mode or (Asked.MODEL if has_model(settings) else Asked.OFFLINE)
    outcome = asyncio.run(_graded(chosen, settings, asked, text))
    if as_json:
        typer.echo(json.dumps(grade_for_programs(asked, outcome), ensure_ascii=False, indent=2))
    elif isinstance(outcome, Graded):
        console = Console(highlight=False, markup=False, emoji=False)
        for part in debrief_page(debrief_of(asked, outcome, text)):
            console.print(part, width=min(console.width, MOST_COLUMNS))
    if not isinstance(outcome, Graded):
        typer.echo(" ".join(outcome.detail.split()), err=True)
        raise typer.Exit(EXIT_UNGRADED)


def _scenario(scenario_id: str | None, question: str | None, folder: Path | None) -> Scenario:
    if (scenario_id is None) == (question is None):
        raise UserMustAct(
            "Say what is answered: either --scenario ID or --question TEXT. Nothing was graded."
        )
    if question is not None:
        return own_question(question)
    if folder is not None and not folder.is_dir():
        raise UserMustAct(f"There is no folder {folder}. Name one that holds scenario files.")
    return load([folder] if folder else all_shipped()).get(ScenarioId(scenario_id or ""))


async def _graded(asked: Asked, settings: Settings, scenario: Scenario, text: str) -> GradeOutcome:
    if asked is Asked.OFFLINE:
        return await AutomaticGrader().grade(scenario, text)
    need_model(settings)
    from adapters.cli.over_model import configured_grader

    try:
        async with configured_grader(settings) as grader:
            return await grader.grade(scenario, text)
    except RetryLater as away:
        told = f"The model can't be asked now ({away.reason}), and nothing was graded."
        sentence = f"{told} `debrief doctor` says why."
        raise RetryLater(sentence, away.after) from away
