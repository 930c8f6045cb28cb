"""`debrief db`: the database's schema, and whether its sums are right."""

import typer

EXIT_BAD = 1

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Bring the database to this version, check the migrations, or check the boards' sums.",
)


@app.command()
def upgrade() -> None:
    """Migrate the database to this version. Safe to run again, and from several places at once."""
    from adapters.configured.database import database
    from adapters.settings import read_settings
    from bot.store import migrate

    with database(read_settings()):
        typer.echo(f"The database is at schema {migrate.head()}.")


@app.command()
def replay_forgetting() -> None:
    """Forget again whom a restored backup has brought back, by the list in DEBRIEF_FORGOTTEN."""
    import asyncio

    from adapters.configured.database import database, forgotten_list
    from adapters.main import Parts, house
    from adapters.settings import read_settings
    from bot.errors import UserMustAct
    from bot.practice.replay_forgetting import replay_forgetting

    settings = read_settings()
    forgotten = forgotten_list(settings)
    if forgotten is None:
        raise UserMustAct(
            "There is no list of forgotten accounts. Nothing was changed. Set DEBRIEF_FORGOTTEN to its file."
        )

    async def replayed(url: str) -> int:
        async with house(url, Parts(forgotten=forgotten)) as built:
            return await replay_forgetting(built.core)

    with database(settings) as url:
        typer.echo(f"Persons forgotten again: {asyncio.run(replayed(url))}.")


@app.command()
def reseal() -> None:
    """Seal the stored tokens anew with the first key of DEBRIEF_SECRET_KEYS. The others may go then."""
    import asyncio

    from adapters.configured.database import database
    from adapters.main import Parts, house
    from adapters.sealing import sealing
    from adapters.settings import read_settings
    from bot.practice.installing.keep import reseal as resealed

    settings = read_settings()
    seal = sealing(settings.secret_keys)

    async def anew(url: str) -> int:
        async with house(url, Parts()) as built:
            return await resealed(built.core, seal)

    with database(settings) as url:
        typer.echo(f"Tokens sealed with the newest key: {asyncio.run(anew(url))}.")


@app.command()
def check() -> None:
    """Run every migration up, down and up again on a throwaway database, and compare it with the code."""
    from adapters.postgres.throwaway import throwaway_postgres

    with throwaway_postgres() as url:
        raise typer.Exit(_check(url))


@app.command()
def standings(
    mend: bool = typer.Option(False, "--mend", help="Correct what differs. Members may go on meanwhile."),
) -> None:
    """Compare every group's boards with the ledger that they are summed up from."""
    import asyncio

    from adapters.configured.database import database
    from adapters.settings import read_settings

    with database(read_settings()) as url:
        raise typer.Exit(asyncio.run(_compare(url, mend=mend)))


async def _compare(url: str, *, mend: bool) -> int:
    from bot.store.standings_check import check_standings
    from bot.store.work import engine_for

    engine = engine_for(url, connections=1)
    try:
        groups, found = await check_standings(engine, mend=mend)
    finally:
        await engine.dispose()
    for drift in found:
        typer.echo(
            f"Group {drift.group} “{drift.name}”: {drift.sums} sums differ from the ledger,"
            f" {drift.misplaced} people are shown or left out wrongly.",
            err=not mend,
        )
    return _told(groups, len(found), mend=mend)


def _told(groups: int, found: int, *, mend: bool) -> int:
    if not found:
        typer.echo(f"The boards of all {groups} groups agree with the ledger.")
        return 0
    if mend:
        typer.echo(f"Mended {found} of {groups} groups. Nobody's points were changed, only their sums.")
        return 0
    typer.echo("Nothing was changed. `debrief db standings --mend` corrects them.", err=True)
    return EXIT_BAD


def _check(url: str) -> int:
    from bot.store import migrate

    migrate.upgrade(url)
    migrate.downgrade(url)
    left = migrate.tables(url)
    migrate.upgrade(url)
    differences = migrate.drift(url)
    for table in left:
        typer.echo(f"After the way down there is still the table {table}.", err=True)
    for difference in differences:
        typer.echo(f"The migrated database differs from the code: {difference}", err=True)
    if not left and not differences:
        typer.echo(f"Migrations lead from empty to {migrate.head()}, back, and there again; nothing differs.")
    return EXIT_BAD if left or differences else 0
