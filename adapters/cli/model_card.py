"""`debrief model-card`: write down how good each grader is, from measurements."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from adapters.cli.eval_options import scenarios_in
from bot.errors import UserMustAct
from bot.evaluation.card import model_card
from bot.evaluation.figure import Section
from bot.evaluation.measure import Trial
from bot.evaluation.read_sets import attack_set, golden_set, shipped_attacks, shipped_golden, shipped_rounds
from bot.evaluation.results import GoldenResults, Results, read_results
from bot.evaluation.runs import run_attacks, run_golden, run_stability
from bot.grading.grader import AutomaticGrader
from bot.grading.rubric import rubric_hash

PAGE = Path("docs/model-card.md")
PRINTED = "-"
_REPEATS = 2

app = typer.Typer(add_completion=False)


@app.command()
def write(
    results: Annotated[
        list[Path] | None,
        typer.Option("--results", metavar="FILE", help="What `debrief eval … --out` kept; may be repeated."),
    ] = None,
    practice: Annotated[
        bool, typer.Option("--practice", help="With appeals and audits of this installation's groups.")
    ] = False,
    out: Annotated[str, typer.Option(metavar="FILE|-", help="Where it goes; - to print it.")] = str(PAGE),
) -> None:
    """Measure the automatic check on the shipped sets, add the given results, and write the card."""
    of_the_check, rounds = asyncio.run(_of_the_check())
    runs = [*of_the_check, *(read_results(path) for path in results or [])]
    today = {name: rubric_hash(one) for name, one in scenarios_in(None).items()}
    card = model_card(runs, today, _of_groups() if practice else None, rounds)
    if out == PRINTED:
        typer.echo(card, nl=False)
        return
    path = Path(out)
    if not path.parent.is_dir():
        raise UserMustAct(f"There is no folder {path.parent}. Nothing was written: name another with --out.")
    path.write_text(card, encoding="utf-8")
    typer.echo(f"Written: {path}")


async def _of_the_check() -> tuple[list[Results], GoldenResults]:
    """It needs no network and costs nothing, so that the card can always be written."""
    library, trial = scenarios_in(None), Trial(AutomaticGrader())
    golden = golden_set([shipped_golden()], library)
    attacks = attack_set([shipped_attacks()], library)
    runs: list[Results] = [
        await run_golden(trial, golden, library),
        await run_attacks(trial, attacks, library),
        await run_stability(trial, golden, library, repeats=_REPEATS),
    ]
    return runs, await run_golden(trial, golden_set([shipped_rounds()], library), library)


def _of_groups() -> Section:
    from adapters.cli.from_database import with_core
    from bot.evaluation.practice_figures import practice_section
    from bot.practice.reviews.figures import review_figures

    return practice_section(with_core(review_figures))
