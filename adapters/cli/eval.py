"""`debrief eval`: measure the grader on labelled answers, on attacks, and on the same text again."""

from pathlib import Path
from typing import Annotated

import typer

from adapters.cli.asked_grader import Source
from adapters.cli.eval_options import (
    Asking,
    Folder,
    Json,
    Live,
    Out,
    Record,
    Replay,
    Sets,
    Which,
    print_json,
    print_sections,
    scenarios_in,
)
from bot.evaluation.figure import for_programs
from bot.evaluation.read_sets import attack_set, golden_set, shipped_attacks, shipped_golden, shipped_rounds
from bot.evaluation.results import read_results
from bot.evaluation.runs import run_attacks, run_golden, run_stability
from bot.evaluation.sections import compared

EXIT_WORSE = 1

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Measure the grader on answers that were labelled. Nothing is sent anywhere without --live.",
)


@app.command("golden")
def golden_command(
    *,
    sets: Sets = None,
    rounds: Annotated[
        bool, typer.Option("--rounds", help="The shipped ones to scenarios of mock rounds.")
    ] = False,
    grader: Which = None,
    replay: Replay = None,
    live: Live = False,
    record: Record = None,
    out: Out = None,
    scenarios: Folder = None,
    as_json: Json = False,
) -> None:
    """Agreement with labels, beside what counting words alone would reach."""
    library = scenarios_in(scenarios)
    golden = golden_set(sets or [shipped_rounds() if rounds else shipped_golden()], library)
    asked = Asking(grader, Source(replay, live, record), out, as_json)
    asked.tell(lambda trial: run_golden(trial, golden, library))


@app.command("attacks")
def attacks_command(
    *,
    sets: Sets = None,
    grader: Which = None,
    replay: Replay = None,
    live: Live = False,
    record: Record = None,
    repeats: Annotated[int, typer.Option(min=1, max=9, help="Grades of each text; medians count.")] = 1,
    out: Out = None,
    scenarios: Folder = None,
    as_json: Json = False,
) -> None:
    """What attacks buy, by family, each beside the same honest text without it."""
    library = scenarios_in(scenarios)
    attacks = attack_set(sets or [shipped_attacks()], library)
    asked = Asking(grader, Source(replay, live, record), out, as_json)
    asked.tell(lambda trial: run_attacks(trial, attacks, library, repeats=repeats))


@app.command("stability")
def stability_command(
    *,
    sets: Sets = None,
    grader: Which = None,
    replay: Replay = None,
    live: Live = False,
    record: Record = None,
    repeats: Annotated[int, typer.Option(min=2, max=20, help="Grades of each text.")] = 5,
    out: Out = None,
    scenarios: Folder = None,
    as_json: Json = False,
) -> None:
    """Whether the same text gets the same grade again when nothing is kept."""
    library = scenarios_in(scenarios)
    golden = golden_set(sets or [shipped_golden()], library)
    asked = Asking(grader, Source(replay, live, record), out, as_json)
    asked.tell(lambda trial: run_stability(trial, golden, library, repeats=repeats))


@app.command("compare")
def compare_command(
    before: Annotated[Path, typer.Argument(help="Results that `--out` kept.", metavar="BEFORE")],
    after: Annotated[Path, typer.Argument(help="Results to be held against them.", metavar="AFTER")],
    as_json: Json = False,
) -> None:
    """Whether the second run is no worse than the first; the exit code is 1 when that isn't shown."""
    comparison = compared(read_results(before), read_results(after))
    if as_json:
        figures = for_programs([comparison.section])
        print_json({"passes": comparison.passes, "verdict": comparison.verdict, "figures": figures})
    else:
        print_sections([comparison.section])
        typer.echo(f"\n{comparison.verdict}")
    if not comparison.passes:
        raise typer.Exit(EXIT_WORSE)


@app.command("labels")
def labels_command(
    out: Annotated[
        Path, typer.Option("--out", metavar="FOLDER", help="A file for each scenario goes there.")
    ],
) -> None:
    """Write what people ruled on lent answers as sets for `golden`. Reads the database."""
    from adapters.cli.from_database import with_core
    from bot.evaluation.lent import lent_files, write_lent
    from bot.practice.reviews.labels import lent_labels

    lent = lent_files(with_core(lent_labels), scenarios_in(None))
    write_lent(lent, out)
    answers = sum(len(file.answers) for file in lent.files.values())
    typer.echo(
        f"Written to {out}: {lent.labels} labels of {answers} answers. Left out: {lent.partial} on some "
        f"criteria only, {lent.outdated} under a rubric that has changed since."
    )
