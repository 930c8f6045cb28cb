"""`debrief packs`: scenarios of a group's own, for whoever runs this bot."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.domain.group import Group
    from bot.practice.core import Core
    from bot.practice.packs.add import Added, Refused
    from bot.practice.packs.listing import Listed

EXIT_PROBLEMS = 1

WhichGroup = Annotated[str, typer.Argument(help="A group's number or name.", metavar="GROUP")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a program.")]

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Scenarios of a group's own. No other group sees them.",
)


@app.command()
def add(
    group: WhichGroup,
    places: Annotated[list[Path], typer.Argument(metavar="FOLDER|FILE...", help="Also a zip of files.")],
    as_json: Json = False,
) -> None:
    """Add scenario files, all of them or none; one of the same id takes the place of the one before."""
    from adapters.cli.from_database import with_core
    from adapters.cli.pack_pages import adding_as_json, files_at, summary, told_of_adding
    from bot.practice.packs.add import Refused, add_to_pack
    from bot.practice.packs.which_group import group_meant

    files = files_at(places)

    async def added(core: "Core") -> "tuple[Group, Added | Refused]":
        meant = await group_meant(core, group)
        return meant, await add_to_pack(core, meant.id, None, files)

    meant, done = with_core(added)
    if as_json:
        _print_json(adding_as_json(meant, done))
    else:
        typer.echo("\n".join(told_of_adding(meant, done)))
        typer.echo(summary(meant, done), err=True)
    if isinstance(done, Refused):
        raise typer.Exit(EXIT_PROBLEMS)


@app.command("list")
def list_(
    group: Annotated[str, typer.Argument(help="A group's number or name.", metavar="[GROUP]")] = "",
    as_json: Json = False,
) -> None:
    """What a group has of its own; without a group, which groups have anything."""
    from adapters.cli.from_database import with_core
    from adapters.cli.pack_pages import pack_as_json, told_of_groups, told_of_pack
    from bot.practice.packs.listing import pack_of
    from bot.practice.packs.which_group import group_meant, packs_anywhere

    if not group:
        groups = with_core(packs_anywhere)
        if as_json:
            _print_json([{"group": one.id, "name": one.name, "scenarios": own} for one, own in groups])
        else:
            typer.echo("\n".join(told_of_groups(groups)))
        return

    async def listed(core: "Core") -> "tuple[Group, list[Listed]]":
        meant = await group_meant(core, group)
        return meant, await pack_of(core, meant.id)

    meant, own = with_core(listed)
    if as_json:
        _print_json(pack_as_json(own))
    else:
        typer.echo("\n".join(told_of_pack(meant, own)))


@app.command()
def remove(
    group: WhichGroup,
    scenario: Annotated[str, typer.Argument(metavar="ID", help="As `debrief packs list` shows it.")],
    as_json: Json = False,
) -> None:
    """Take a scenario out and delete its text. Where it was posted, the post stays as it was."""
    from adapters.cli.from_database import with_core
    from bot.domain.ids import ScenarioId
    from bot.practice.packs.remove import remove_from_pack
    from bot.practice.packs.which_group import group_meant

    async def removed(core: "Core") -> str:
        meant = await group_meant(core, group)
        return await remove_from_pack(core, meant.id, None, ScenarioId(scenario))

    says = with_core(removed)
    if as_json:
        _print_json({"removed": scenario, "says": says})
    else:
        typer.echo(says)


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
