"""`debrief init`: a few questions, one file, and the next command."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated

import typer

from bot.errors import UserMustAct

HIGHEST_PORT = 65_535

app = typer.Typer(add_completion=False)

Values = Mapping[str, str]
"""Lines for the file, by name. An empty value takes the line out."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Asks a person, or takes the default for them."""

    defaults: bool

    def text(self, question: str, default: str, *, hidden: bool = False) -> str:
        if self.defaults:
            return default
        answer: str = typer.prompt(question, default=default, hide_input=hidden, show_default=bool(default))
        return answer.strip()

    def yes(self, question: str, *, default: bool) -> bool:
        return default if self.defaults else typer.confirm(question, default=default)


Step = Callable[[Ask], Values]
"""One subject of the wizard. Raises UserMustAct when the answers can't work; nothing is written then."""


@app.command()
def init(
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing and take the defaults.")] = False,
) -> None:
    """Set Debrief up in this folder. What is set already is offered again; run it as often as you like."""
    from adapters.cli.called import called
    from adapters.cli.env_file import write_values
    from adapters.settings import ENV_FILE

    ask, values = Ask(yes), dict[str, str]()
    for step in STEPS:
        values.update(step(ask))
    write_values(ENV_FILE, values)
    typer.echo(f"\nWritten to {ENV_FILE} in this folder; only you can read it, and git should ignore it.")
    typer.echo(what_is_next(called()))


def what_is_next(debrief: str) -> str:
    from adapters.configured.chats import chats
    from adapters.settings import read_settings

    if chats(read_settings()):
        return f"Next: {debrief} doctor, then {debrief} up"
    return (
        f"No chat is connected yet. Next, for Slack: {debrief} slack manifest, by which the app is made at "
        "api.slack.com/apps (docs/how-to/connect-slack.md goes on from there); for Discord: "
        "docs/how-to/connect-discord.md. "
        f"`{debrief} demo` plays a group in your browser."
    )


def where_data_lives(ask: Ask) -> Values:
    from adapters.configured.database import home_of
    from adapters.settings import read_settings

    settings = read_settings()
    typer.echo("Where the data lives: in a Postgres that Debrief runs itself, or in one of yours.")
    if ask.yes("Shall Debrief run its own?", default=not settings.database_url):
        return {"DATABASE_URL": "", "DEBRIEF_HOME": _home(ask, str(home_of(settings)))}
    # The address holds a password: it is neither echoed nor offered again.
    url = ask.text(
        "Address (postgresql://user:password@host/name; empty keeps the present one)", "", hidden=True
    )
    return {"DATABASE_URL": _tried(url or settings.database_url)}


def where_pages_are(ask: Ask) -> Values:
    from adapters.settings import read_settings

    settings = read_settings()
    host = ask.text("Address to listen on (127.0.0.1 is this machine alone)", settings.host)
    port = ask.text("Port", str(settings.port))
    if not (port.isascii() and port.isdecimal() and int(port) <= HIGHEST_PORT):
        raise UserMustAct(f"“{port}” is no port: type a number up to {HIGHEST_PORT}. Nothing was written.")
    return {"DEBRIEF_HOST": host, "DEBRIEF_PORT": port}


def who_grades(ask: Ask) -> Values:
    from adapters.llm.endpoint import endpoint
    from adapters.settings import read_settings

    settings = read_settings()
    typer.echo("Who grades: a model, at any endpoint that speaks as OpenAI's does, or the automatic check.")
    if not ask.yes("Shall a model grade?", default=bool(settings.openai_api_key or settings.openai_base_url)):
        return {"OPENAI_API_KEY": "", "OPENAI_BASE_URL": ""}
    address = ask.text(
        "Its address (https://host/v1; a dash for OpenAI's own)", settings.openai_base_url or "-"
    )
    values = {
        "OPENAI_BASE_URL": address.removeprefix("-"),
        "DEBRIEF_MODEL": ask.text("Its name", settings.model),
    }
    # The key is neither echoed nor offered again.
    key = ask.text("Its key (empty keeps the present one)", "", hidden=True)
    endpoint(values["DEBRIEF_MODEL"], values["OPENAI_BASE_URL"], key, settings.effort)
    return {**values, "OPENAI_API_KEY": key} if key else values


STEPS: tuple[Step, ...] = (where_data_lives, where_pages_are, who_grades)


def _home(ask: Ask, usual: str) -> str:
    from adapters.postgres.binaries import packaged

    packaged()
    return ask.text("Folder for it", usual)


def _tried(url: str) -> str:
    from adapters.cli.checks.database import find_fault

    fault = find_fault(url)
    if fault:
        raise UserMustAct(f"{fault} Nothing was written.")
    return url
