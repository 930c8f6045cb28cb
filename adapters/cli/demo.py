"""`debrief demo`: the whole product on this machine, with a page in the browser as its chat."""

from typing import Annotated

import typer

from adapters.cli.called import called
from bot.errors import UserMustAct

app = typer.Typer(add_completion=False)


Host = Annotated[
    str,
    typer.Option(
        help="Address to listen on. Another than this machine's own lets everybody who reaches it in, as "
        "any member: there is no sign-in."
    ),
]
Port = Annotated[
    int | None,
    typer.Option(
        min=0,
        max=65535,
        help="Port of the study room; 0 takes a free one. Default: 8001, or a free one near.",
    ),
]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Print the address, open nothing.")]
Fresh = Annotated[
    bool, typer.Option("--fresh", help="Begin anew: what was said in the study room so far is deleted.")
]
Terminal = Annotated[
    bool, typer.Option("--terminal", help="Play one day in this terminal instead; nothing of it is kept.")
]
Fast = Annotated[bool, typer.Option("--fast", help="With --terminal: don't wait for a reader.")]
Pace = Annotated[
    float | None,
    typer.Option(
        min=0.1,
        max=20,
        help="With --terminal: how fast you read. 2 is twice as fast, 0.2 leaves time for it all.",
    ),
]


@app.command()
def demo(  # noqa: PLR0917  typer's options are parameters
    host: Host = "127.0.0.1",
    port: Port = None,
    no_browser: NoBrowser = False,
    fresh: Fresh = False,
    terminal: Terminal = False,
    fast: Fast = False,
    pace: Pace = None,
) -> None:
    """Open the study room: a sample group on a database of its own, in your browser. No key is needed.

    It goes on where you left it. Ctrl-C stops it.
    """
    if terminal:
        _refuse_mixed(
            "--terminal", {"--port": port is not None, "--no-browser": no_browser, "--fresh": fresh}
        )
        from adapters.cli.demo_terminal import play_a_day

        play_a_day(fast=fast, pace=pace)
        return
    if fast or pace is not None:
        raise UserMustAct(_for_the_terminal("--fast" if fast else f"--pace {pace:g}"))
    from adapters.cli.demo_home import Asked
    from adapters.cli.demo_room import open_room

    open_room(Asked(host=host, port=port, browser=not no_browser, fresh=fresh))


def _refuse_mixed(kept: str, others: dict[str, bool]) -> None:
    strays = [option for option, given in others.items() if given]
    if strays:
        raise UserMustAct(
            f"{kept} plays in this terminal, and {' and '.join(strays)} can only be had with the study room. "
            "Nothing was started. Leave out one or the other."
        )


def _for_the_terminal(option: str) -> str:
    return (
        f"{option} is for the day that is played in the terminal. Nothing was started. Type "
        f"`{called()} demo --terminal {option}` for that day; `{called()} demo` opens the study room in your "
        "browser."
    )
