"""`debrief up`: run Debrief, whole or in parts."""

import asyncio
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from adapters.roles.role import Role
from bot.uncollected import uncollected

if TYPE_CHECKING:
    from adapters.cli.running import Wanted
    from adapters.configured.database import Database
    from adapters.main import Parts
    from adapters.settings import Settings

EXIT_INTERRUPTED = 130

app = typer.Typer(add_completion=False)


@app.command()
def up(
    role: Annotated[
        list[Role] | None, typer.Option(help="Only this part; may be repeated. Default: all in one process.")
    ] = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on. Default: DEBRIEF_HOST.")] = None,
    port: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=65535,
            help="Port to listen on; 0 takes a free one. Default: DEBRIEF_PORT. Without the web role nothing "
            "is served unless this is given, and then only health and metrics.",
        ),
    ] = None,
) -> None:
    """Run Debrief: serve pages, post what is due, grade what came in.

    Any number of processes may run on one database; each finds its share. SIGTERM or Ctrl-C stops it after
    what is in hand, a second one at once. Nothing is lost either way.
    """
    with uncollected():
        from adapters.cli.running import Wanted
        from adapters.configured.chats import chats
        from adapters.configured.database import forgotten_list, mendable_database
        from adapters.logs import set_up_logs
        from adapters.main import Parts
        from adapters.pictures import ChildPainter
        from adapters.roles.stopping import leaving_tidily
        from adapters.settings import read_settings
        from adapters.web.serve import listen

    set_up_logs()
    settings, roles = read_settings(), frozenset(role or Role)
    with ExitStack() as held:
        held.enter_context(leaving_tidily())
        listening = None
        if Role.WEB in roles or port is not None:
            listening = held.enter_context(
                listen(host or settings.host, settings.port if port is None else port)
            )
        database = held.enter_context(mendable_database(settings))
        wanted = Wanted(
            roles, listening, settings.concurrency, settings.grace, grading=settings.model_at_once
        )
        try:
            parts = Parts(chats(settings), painter=ChildPainter(), forgotten=forgotten_list(settings))
            asyncio.run(_graded(database, parts, wanted, settings))
        except asyncio.CancelledError:
            raise typer.Exit(EXIT_INTERRUPTED) from None


async def _graded(database: "Database", parts: "Parts", wanted: "Wanted", settings: "Settings") -> None:
    from adapters.cli.by_model import asked_for
    from adapters.cli.running import run
    from adapters.configured.models import with_grader

    graded = with_grader(parts, settings)
    await run(database, graded, asked_for(wanted, graded, settings))
