"""`debrief grader`: how far the grader is trusted, how it did lately, and the switch."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.domain.grader_mode import GraderMode

if TYPE_CHECKING:
    from bot.practice.core import Core
    from bot.practice.switch_grader import Switched

T = TypeVar("T")
BY = "an operator"

app = typer.Typer(
    add_completion=False,
    invoke_without_command=True,
    help="How far the grader is trusted: look, or change it.",
)


@app.callback()
def look(context: typer.Context) -> None:
    """How far the grader is trusted, and how it did within the last 24 hours."""
    if context.invoked_subcommand is None:
        from bot.practice.grader_sheet import grader_sheet

        typer.echo("\n".join(_on_the_database(grader_sheet)))


@app.command("waiting")
def waiting() -> None:
    """Every answer that is due and has no grade: since when, how often it failed, when next, and why."""
    from bot.practice.waiting_sheet import waiting_sheet

    typer.echo("\n".join(_on_the_database(waiting_sheet)))


@app.command("set")
def set_(
    mode: Annotated[GraderMode, typer.Argument(help="What holds from now on.")],
    because: Annotated[str, typer.Option("--because", help="Why; it is kept for good.")],
    regrade: Annotated[
        bool,
        typer.Option(
            "--regrade", help="With normal: grade again what was graded while frozen, rather than pay it."
        ),
    ] = False,
) -> None:
    """Switch the grader, for every group at once. Only a person returns it to normal."""
    from bot.practice.switch_grader import set_mode

    async def switched(core: "Core") -> "Switched":
        return await set_mode(core, mode, BY, because, regrade=regrade)

    done = _on_the_database(switched)
    typer.echo(f"It was {done.before.mode}, and is {mode} now. Whatever is in hand ends as it began.")
    for number, one, more in (
        (
            done.woken,
            "answer that waited for this is due again.",
            "answers that waited for this are due again.",
        ),
        (done.paid, "first grading was paid.", "first gradings were paid."),
        (done.again, "answer is graded again.", "answers are graded again."),
    ):
        if number:
            typer.echo(f"{number} {one if number == 1 else more}")


def _on_the_database(use: "Callable[[Core], Awaitable[T]]") -> T:
    import asyncio

    from adapters.configured.database import database
    from adapters.main import Parts, house
    from adapters.settings import read_settings

    async def used(url: str) -> T:
        async with house(url, Parts()) as built:
            return await use(built.core)

    with database(read_settings()) as url:
        return asyncio.run(used(url))
