"""`debrief db`: the database's schema."""

import typer

EXIT_BAD = 1

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Bring the database to this version, or check the migrations.",
)


@app.command()
def upgrade() -> None:
    """Migrate the database to this version. Safe to run again, and from several places at once."""
    from adapters.main import database
    from adapters.settings import read_settings
    from bot.store import migrate

    with database(read_settings()):
        typer.echo(f"The database is at schema {migrate.head()}.")


@app.command()
def check() -> None:
    """Run every migration up, down and up again on a throwaway database, and compare it with the code."""
    from adapters.postgres.throwaway import throwaway_postgres

    with throwaway_postgres() as url:
        raise typer.Exit(_check(url))


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
