"""`debrief review`: appeals and doubtful grades from the terminal, for whoever runs this bot."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

if TYPE_CHECKING:
    from bot.practice.core import Core

T = TypeVar("T")

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Appeals, and grades that wait for a person, over all groups. Names of authors aren't shown.",
)


@app.command("list")
def list_cases() -> None:
    """What waits, in its turn, and how reviewing goes."""
    from adapters.cli.review_pages import told_of_all

    typer.echo(_with_core(told_of_all))


@app.command()
def show(case: Annotated[int, typer.Argument(help="Its number in `debrief review list`.")]) -> None:
    """One case whole: the answer, what was said of it, the rubric."""
    from adapters.cli.review_pages import told_of_one

    typer.echo(_with_core(lambda core: told_of_one(core, case)))


@app.command()
def rule(
    case: Annotated[int, typer.Argument(help="Its number in `debrief review list`.")],
    because: Annotated[str, typer.Option(help="Your reason; the author reads it.")],
    level: Annotated[
        list[str] | None, typer.Option(help="CRITERION=0…4, once for each that is asked.")
    ] = None,
    red_line: Annotated[list[str] | None, typer.Option(help="RED-LINE=yes|no, once for each.")] = None,
    own_words: Annotated[
        bool, typer.Option("--own-words", help="It was taken for a copy, and isn't one.")
    ] = False,
) -> None:
    """Rule on a case. Nobody should rule on an answer of their own: here that is on your honour."""
    from adapters.cli.review_pages import typed_ruling
    from bot.practice.reviews.by_operator import rule_as_operator

    values = typed_ruling(level or [], red_line or [], because, own_words=own_words)
    typer.echo(_with_core(lambda core: rule_as_operator(core, case, values)))


@app.command()
def regrade(
    post: Annotated[int, typer.Argument(help="The post's number; `debrief review outdated` lists them.")],
) -> None:
    """Grade a post's answers again by the rubric as it is now. Rulings stand, points move by the rest."""
    from adapters.cli.review_pages import told_of_regrading

    typer.echo(_with_core(lambda core: told_of_regrading(core, post), grading=True))


@app.command()
def outdated() -> None:
    """Posts with answers that were graded by a rubric which has changed since."""
    from adapters.cli.review_pages import told_of_outdated

    typer.echo(_with_core(told_of_outdated))


def _with_core(use: "Callable[[Core], Awaitable[T]]", *, grading: bool = False) -> T:
    import asyncio

    from adapters.configured.database import database
    from adapters.configured.models import with_grader
    from adapters.main import Parts, house
    from adapters.settings import read_settings

    settings = read_settings()

    async def run(url: str) -> T:
        bare = Parts(connections=1)
        async with house(url, with_grader(bare, settings) if grading else bare) as built:
            return await use(built.core)

    with database(settings) as url:
        return asyncio.run(run(url))
