"""What the commands of `debrief eval` have in common: their options, how they run, how they tell."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console

from adapters.cli.asked_grader import Asked, Source, opened_trial
from adapters.cli.figure_pages import figures_page
from adapters.settings import read_settings
from bot.domain.scenario import Scenario
from bot.errors import UserMustAct
from bot.evaluation.figure import Section, for_programs
from bot.evaluation.measure import Trial
from bot.evaluation.results import Results, graded_by, write_results
from bot.evaluation.sections import sections_of
from bot.library.library import all_shipped, load

MOST_COLUMNS = 110
_EVERY = 10

Sets = Annotated[
    list[Path] | None,
    typer.Option("--sets", metavar="FILE|FOLDER", help="Instead of the shipped ones; may be repeated."),
]
Which = Annotated[Asked | None, typer.Option("--grader", help="offline, unless --live or --replay is given.")]
Replay = Annotated[
    Path | None, typer.Option("--replay", metavar="FOLDER", help="Recorded replies: no network, no cost.")
]
Live = Annotated[bool, typer.Option("--live", help="Ask the configured model. It costs what it costs.")]
Record = Annotated[
    Path | None, typer.Option("--record", metavar="FOLDER", help="Keep the replies of a live run.")
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Keep the results, for compare and model-card.")
]
Folder = Annotated[
    Path | None, typer.Option("--scenarios", metavar="DIR", help="Instead of the shipped ones.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a program.")]

Found = TypeVar("Found", bound=Results)


def scenarios_in(folder: Path | None) -> Mapping[str, Scenario]:
    """The library, by id. Raises UserMustAct when it is none."""
    if folder is not None and not folder.is_dir():
        raise UserMustAct(f"There is no folder {folder}. Name one that holds scenario files.")
    library = load([folder] if folder else all_shipped())
    if not library.scenarios:
        raise UserMustAct(f"No scenario in {folder} can be read. `debrief scenarios lint` says why.")
    return {str(name): scenario for name, scenario in library.scenarios.items()}


def run(asked: Asked | None, source: Source, measuring: Callable[[Trial], Awaitable[Found]]) -> Found:
    """Measure with the grader that was asked for."""

    async def measured() -> Found:
        async with opened_trial(asked, source, read_settings(), progress=_progress) as trial:
            return await measuring(trial)

    return asyncio.run(measured())


def tell(results: Results, out: Path | None, *, as_json: bool) -> None:
    """Keep the results where asked for, and print their figures."""
    if out is not None:
        from adapters.clock import SystemClock

        write_results(results.model_copy(update={"measured_on": SystemClock().now().date()}), out)
    came = graded_by(results.all_measured)
    if as_json:
        facts = came.model_dump(mode="json")
        figures = for_programs(sections_of(results, for_programs=True))
        print_json({"measures": results.measures, "grader": facts, "figures": figures})
        return
    typer.echo(f"{came.grader} ({came.kind.value}), rubrics {came.rubric_hash[:12]}")
    print_sections(sections_of(results))


@dataclass(frozen=True, slots=True)
class Asking:
    """Which grader is measured, by whose replies, and where its figures go."""

    grader: Asked | None
    source: Source
    out: Path | None
    as_json: bool

    def tell(self, measuring: Callable[[Trial], Awaitable[Results]]) -> None:
        tell(run(self.grader, self.source, measuring), self.out, as_json=self.as_json)


def print_sections(sections: Sequence[Section]) -> None:
    console = Console(highlight=False, markup=False, emoji=False)
    for part in figures_page(sections):
        console.print(part, width=min(console.width, MOST_COLUMNS))


def print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _progress(done: int, of: int) -> None:
    if sys.stderr.isatty() and (done % _EVERY == 0 or done == of):
        sys.stderr.write(f"\r{done} of {of} graded" + ("\n" if done == of else ""))
