"""`debrief slack`: what it takes to have the app in Slack."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.slack.manifest import Because

app = typer.Typer(add_completion=False, no_args_is_help=True)


@app.callback()
def slack() -> None:
    """Have the app in Slack."""


@app.command()
def manifest(
    socket: Annotated[
        bool, typer.Option("--socket", help="For one workspace, without a public address. The default.")
    ] = False,
    url: Annotated[
        str | None,
        typer.Option(help="For any number of workspaces: the public https:// address of the web role."),
    ] = None,
    why: Annotated[
        bool, typer.Option("--why", help="Print the reason for every scope and event instead.")
    ] = False,
) -> None:
    """Print the manifest: paste it at api.slack.com/apps, Create New App, From a manifest."""
    from adapters.slack.manifest import EVENTS_HEARD, SCOPES
    from adapters.slack.manifest import manifest as made
    from bot.errors import UserMustAct

    if socket and url is not None:
        raise UserMustAct("Choose one: --socket, or --url with an address. Nothing was printed.")
    if why:
        _tell("Scopes", SCOPES)
        _tell("Events", EVENTS_HEARD)
        return
    typer.echo(json.dumps(made(url), indent=2, ensure_ascii=False))


def _tell(heading: str, asked: "Iterable[Because]") -> None:
    typer.echo(f"{heading}:")
    for one in asked:
        typer.echo(f"  {one.name:<20} {one.reason}")
