"""`debrief scenarios new` and `approve`: files that are begun, and the word that lets them out."""

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from adapters.cli.asked_grader import has_model
from adapters.cli.called import called
from adapters.settings import ENV_FILE, read_settings
from bot.domain.scenario import Track
from bot.drafting.draft import MOST_NOTES, Drafting
from bot.errors import UserMustAct
from bot.library.drafts import approved
from bot.library.lint import lint
from bot.library.read import SUFFIX
from bot.library.template import Beginning, begun
from bot.library.yaml_text import yaml_text

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_ID = 60


def new(
    scenario: Annotated[str, typer.Argument(metavar="ID", help="Its short name, such as cold-flats.")],
    *,
    title: Annotated[str | None, typer.Option(help="What members see; the id in words if left out.")] = None,
    system: Annotated[int, typer.Option(min=1, max=39, help="The system it practises.")] = 7,
    track: Annotated[Track, typer.Option(help="The kind of practice.")] = Track.INCIDENT,
    difficulty: Annotated[int, typer.Option(min=1, max=3, help="1 for a first week.")] = 2,
    into: Annotated[Path, typer.Option(help="The folder for the file.")] = Path(),
    notes: Annotated[
        Path | None, typer.Option("--from", metavar="NOTES", help="Let the model draft it from these notes.")
    ] = None,
) -> None:
    """Begin a scenario: a file with every field, and a mark wherever you have to write."""
    path = free_place(scenario, into)
    beginning = Beginning(scenario, title or spelt_out(scenario), system, track, difficulty)
    text = begun(beginning) if notes is None else asyncio.run(_drafted(beginning, _read(notes)))
    path.write_text(text, encoding="utf-8")
    typer.echo(f"Written: {path}. `{called()} scenarios lint {path}` names what is still missing.")


def approve(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The draft that you have read.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who has read it.")],
) -> None:
    """Let a draft out, once it has no other mistake and a person has read it."""
    left = [problem for problem in lint([file]).problems if problem.field != "draft"]
    if left:
        more = f", and {len(left) - 1} more" if len(left) > 1 else ""
        raise UserMustAct(f"{left[0]}{more}. It stays a draft; `{called()} scenarios lint {file}` names all.")
    text = file.read_text(encoding="utf-8")
    let_out = approved(text, " ".join(by.split()), datetime.now(UTC).date())
    if let_out == text:
        raise UserMustAct(f"{file} is no draft. Nothing was changed.")
    file.write_text(let_out, encoding="utf-8")
    typer.echo(f"Approved: {file} is a scenario like any other now.")


def _read(notes: Path) -> str:
    try:
        text = notes.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UserMustAct(f"{notes} can't be read as text. Nothing was written.") from error
    if not text or len(text) > MOST_NOTES:
        long = f"{len(text):,} characters; {MOST_NOTES:,} are the most" if text else "nothing in it"
        raise UserMustAct(f"{notes} has {long}. Nothing was written.")
    return text


async def _drafted(beginning: Beginning, notes: str) -> str:
    settings = read_settings()
    if not has_model(settings):
        raise UserMustAct(
            "No model is configured, so nothing was drafted. Set OPENAI_API_KEY or OPENAI_BASE_URL in the "
            f"environment or in {ENV_FILE}; without --from the file is begun from a template."
        )
    from adapters.cli.over_model import configured_model

    async with configured_model(settings) as model:
        typer.echo(f"Your notes go to the model {model.name}.", err=True)
        drafting = Drafting(model, notes, lambda what: typer.echo(f"Writing {what} …", err=True))
        return yaml_text(await drafting.write(beginning))


def free_place(scenario: str, into: Path) -> Path:
    """Where the file of that id goes. Nothing that is there is written over."""
    if not _ID.fullmatch(scenario) or len(scenario) > LONGEST_ID:
        raise UserMustAct(
            f"`{scenario[:LONGEST_ID]}` is no id. Nothing was written. "
            "Take small letters, digits and single hyphens, such as cold-flats."
        )
    if not into.is_dir():
        raise UserMustAct(f"There is no folder {into}. Nothing was written. Make it first.")
    path = into / f"{scenario}{SUFFIX}"
    if path.exists():
        raise UserMustAct(f"{path} is there already, and stays as it is. Choose another id or folder.")
    return path


def spelt_out(scenario: str) -> str:
    return scenario.replace("-", " ").capitalize()
