"""`debrief discord`: what it takes to have the app in Discord."""

import asyncio
import json
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.discord.access import Access
    from adapters.discord.permissions import Because

NOT_SET_UP = (
    "Set DISCORD_BOT_TOKEN to the app's token first: Discord is asked with it. Nothing was changed. "
    "docs/how-to/connect-discord.md leads through it."
)
OPEN_IT = "Whoever manages a server opens this address, and chooses the server there."
BESIDE = "That server shows these beside those for all servers; --remove takes them away again."

app = typer.Typer(add_completion=False, no_args_is_help=True)


@app.callback()
def discord() -> None:
    """Have the app in Discord."""


@app.command()
def invite(
    why: Annotated[
        bool, typer.Option("--why", help="Print the reason for every scope and permission instead.")
    ] = False,
) -> None:
    """Print the address by which the app is invited, with the few permissions that it needs."""
    from adapters.discord.permissions import PERMISSIONS, SCOPES, invite_url

    if why:
        _tell("Scopes", SCOPES)
        _tell("Permissions", PERMISSIONS)
        return
    from adapters.discord.registering import application_id

    typer.echo(invite_url(asyncio.run(application_id(_access()))))
    typer.echo(OPEN_IT, err=True)


@app.command()
def commands() -> None:
    """Print the commands as Discord registers them."""
    from adapters.discord.commands import commands as made

    typer.echo(json.dumps(made(), indent=2, ensure_ascii=False))


@app.command()
def sync(
    guild: Annotated[
        str, typer.Option(help="For this server alone, by its id: to try them. Default: for all servers.")
    ] = "",
    remove: Annotated[
        bool, typer.Option("--remove", help="With --guild: take that server's own ones away again.")
    ] = False,
) -> None:
    """Register the commands with Discord, where they differ from what is registered."""
    from adapters.discord.registering import sync as synced
    from bot.errors import UserMustAct

    if remove and not guild:
        raise UserMustAct("--remove takes --guild with a server's id. Nothing was changed.")
    if guild and not guild.isdecimal():
        raise UserMustAct(
            "--guild takes a server's id, a long number: Discord shows it in the server's menu once "
            "Developer Mode is on. Nothing was changed."
        )
    done = asyncio.run(synced(_access(), guild, remove=remove))
    for change in done.changes:
        typer.echo(f"  {change}")
    if not done.changes:
        typer.echo("Nothing differs, so nothing was changed.")
    elif remove:
        typer.echo("They are gone from that server.")
    else:
        typer.echo(
            f"{done.count} commands are registered now, as they are here.{f' {BESIDE}' if guild else ''}"
        )


def _access() -> "Access":
    """Raises UserMustAct when there is none, or it can't be meant."""
    from adapters.configured.chats import discord_access
    from adapters.settings import read_settings
    from bot.errors import UserMustAct

    access = discord_access(read_settings())
    if not access.wanted:
        raise UserMustAct(NOT_SET_UP)
    access.check()
    return access


def _tell(heading: str, asked: "Iterable[Because]") -> None:
    typer.echo(f"{heading}:")
    for one in asked:
        typer.echo(f"  {one.name:<26} {one.reason}")
