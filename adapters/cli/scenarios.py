"""`debrief scenarios`: read, check, preview and grade the scenario library."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console, RenderableType

from adapters.cli import scenario_drafts
from adapters.cli.called import called
from adapters.cli.coverage_page import coverage_page, for_programs
from adapters.cli.scenario_grades import grades_for_programs, grades_page, judge_file, judge_references
from adapters.cli.scenario_pages import MOST_COLUMNS, list_page, preview_page, sample_card, scenario_page
from bot.domain.ids import ScenarioId
from bot.domain.round_kinds import Kind
from bot.domain.scenario import Scenario, Track
from bot.errors import UserMustAct
from bot.library.coverage import coverage
from bot.library.library import Library, all_shipped, load
from bot.library.lint import Report, all_content, lint
from bot.library.read import SUFFIX, read_scenario
from bot.library.schema import field_tables, json_schema

EXIT_PROBLEMS = 1

Json = Annotated[bool, typer.Option("--json", help="Print JSON for a program.")]
From = Annotated[Path | None, typer.Option("--from", help="A folder instead of the shipped ones.")]
Which = Annotated[str, typer.Argument(help="A scenario's id, or a scenario file.", metavar="ID|FILE")]

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Read, check and preview the scenario library."
)


app.command("new")(scenario_drafts.new)
app.command("approve")(scenario_drafts.approve)


@app.command("lint")
def lint_command(
    places: Annotated[list[Path] | None, typer.Argument(metavar="[FOLDER|FILE]...")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Fail for advice too.")] = False,
    as_json: Json = False,
) -> None:
    """Name every mistake in scenarios, loops and challenges, with its line and the mend; then advise."""
    report = lint([_near(place) for place in places or all_content()])
    if not report.files and not report.problems:
        raise UserMustAct(f"No {SUFFIX} file is there, so nothing was checked. Name a file or its folder.")
    if as_json:
        found = {"problems": report.problems, "advice": report.advice}
        _print_json(
            {"files": report.files, **{kind: list(map(asdict, those)) for kind, those in found.items()}}
        )
    else:
        _print_report(report)
    if report.problems or (strict and report.advice):
        raise typer.Exit(EXIT_PROBLEMS)


@app.command("list")
def list_command(
    track: Annotated[Track | None, typer.Option(help="Only this kind of practice.")] = None,
    difficulty: Annotated[int | None, typer.Option(min=1, max=3, help="Only this difficulty.")] = None,
    of_round: Annotated[
        Kind | None, typer.Option("--round", help="Only those of this kind of mock round.")
    ] = None,
    folder: From = None,
    as_json: Json = False,
) -> None:
    """Say which scenarios there are, and which of them mock rounds ask."""
    chosen = [
        scenario
        for scenario in _library(folder).scenarios.values()
        if track in (None, scenario.track)
        and difficulty in (None, scenario.difficulty)
        and of_round in (None, scenario.round)
    ]
    if as_json:
        _print_json([_summary(scenario) for scenario in chosen])
    elif chosen:
        _print(list_page(chosen))
    else:
        typer.echo("No scenario is like that.", err=True)


@app.command("coverage")
def coverage_command(folder: From = None, as_json: Json = False) -> None:
    """Count the scenarios of each system, and fail when one lacks some."""
    rows = coverage(_library(folder).scenarios.values())
    if as_json:
        _print_json(for_programs(rows))
    else:
        _print(coverage_page(rows))
    if lacking := [row.system for row in rows if row.lacks]:
        typer.echo(f"{_count(len(lacking), 'system')} with fewer scenarios than wanted.", err=True)
        raise typer.Exit(EXIT_PROBLEMS)


@app.command("show")
def show_command(
    which: Which,
    answers: Annotated[bool, typer.Option("--answers", help="With the reference answers.")] = False,
    folder: From = None,
    as_json: Json = False,
) -> None:
    """Show a whole scenario with its rubric, as only organisers should read it before the deadline."""
    scenario = _find(which, folder)
    if as_json:
        _print_json(scenario.model_dump(mode="json", exclude=None if answers else {"answers"}))
    else:
        _print(scenario_page(scenario, with_answers=answers))


@app.command("preview")
def preview_command(which: Which, folder: From = None, as_json: Json = False) -> None:
    """Show the card of the day as members will see it."""
    card = sample_card(_find(which, folder))
    if as_json:
        shown = asdict(card)
        del shown["deadline"]  # a post's, not the scenario's
        _print_json(shown)
    else:
        _print(preview_page(card))


@app.command("grade")
def grade_command(
    which: Which,
    answer: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A text file with one answer, instead of the reference answers."),
    ] = None,
    folder: From = None,
    as_json: Json = False,
) -> None:
    """Grade a scenario's own answers by the automatic check, beside the levels that their author claims."""
    scenario = _find(which, folder)
    judged = [judge_file(scenario, answer)] if answer else judge_references(scenario)
    if as_json:
        _print_json(grades_for_programs(scenario, judged))
    else:
        _print(grades_page(scenario, judged))


@app.command("schema")
def schema_command(
    fields: Annotated[bool, typer.Option("--fields", help="The fields as tables for the manual.")] = False,
) -> None:
    """Print the format as a JSON Schema, for editors."""
    if fields:
        typer.echo(field_tables())
    else:
        _print_json(json_schema())


def _find(which: str, folder: Path | None) -> Scenario:
    if not which.endswith(SUFFIX):
        return _library(folder).get(ScenarioId(which))
    found = read_scenario(Path(which))
    if isinstance(found, Scenario):
        return found
    more = f" `{called()} scenarios lint` names {len(found) - 1} more." if len(found) > 1 else ""
    raise UserMustAct(f"{found[0]}.{more}")


def _library(folder: Path | None) -> Library:
    if folder is not None and not folder.is_dir():
        raise UserMustAct(f"There is no folder {folder}. Name one that holds scenario files.")
    library = load([folder] if folder else all_shipped())
    if library.problems:
        broken = _count(len({problem.file for problem in library.problems}), "file")
        typer.echo(f"Left out {broken} with mistakes; `{called()} scenarios lint` names them.", err=True)
    return library


def _print_report(report: Report) -> None:
    for problem in report.problems:
        typer.echo(str(problem))
    for advice in report.advice:
        typer.echo(f"Advice: {advice}")
    noted = f", {len(report.advice)} to look at again" if report.advice else ""
    counted = f"{_count(report.files, 'file')}, {_count(len(report.problems), 'problem')}{noted}."
    typer.echo(counted, err=True)


def _near(place: Path) -> Path:
    """The path as a person in this folder would type it."""
    here = Path.cwd()
    return place.relative_to(here) if place.is_relative_to(here) else place


def _summary(scenario: Scenario) -> dict[str, Any]:
    wanted = {"id", "title", "system", "track", "difficulty", "industry", "minutes"}
    return {
        **scenario.model_dump(mode="json", include=wanted),
        "round": scenario.round,
        "competencies": [competency.value for competency in scenario.competencies],
    }


def _print(page: Sequence[RenderableType]) -> None:
    console = Console(highlight=False, markup=False, emoji=False)
    for part in page:
        console.print(part, width=min(console.width, MOST_COLUMNS))


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _count(number: int, thing: str) -> str:
    return f"{number or 'no'} {thing}{'' if number == 1 else 's'}"
