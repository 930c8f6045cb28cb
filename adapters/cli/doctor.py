"""`debrief doctor`: everything that has to be right, and how to mend what isn't."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Annotated

import typer

from adapters.cli.checks import chats, database, discord, library, machine, model, packs, slack
from adapters.cli.checks.check import Check, Finding, Site, Verdict, bad
from bot.errors import UserMustAct

EXIT_BAD = 1

CHECKS: tuple[Check, ...] = (
    machine.python,
    machine.time_zones,
    machine.embedded_wheel,
    machine.data_home,
    database.server,
    database.schema,
    library.library,
    packs.packs,
    model.model,
    chats.chats,
    slack.slack,
    discord.discord,
)
"""In the order in which they are best mended."""

MARKS = {Verdict.OK: "✓ ok  ", Verdict.WARN: "! warn", Verdict.BAD: "✗ bad "}

app = typer.Typer(add_completion=False)


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a program.")] = False,
    probe: Annotated[
        bool, typer.Option("--probe", help="Also post a message in a group's channel, and take it away.")
    ] = False,
) -> None:
    """Check everything that Debrief needs; exit code 1 when something is bad.

    It changes nothing. A model that is set is asked one short question. With --probe one message is posted
    in each chat, to see whether Debrief hears it, and taken away again.
    """
    findings = examine(probe=probe)
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        _print(findings)
    if any(finding.verdict is Verdict.BAD for finding in findings):
        raise typer.Exit(EXIT_BAD)


def examine(checks: Sequence[Check] = CHECKS, *, probe: bool = False) -> list[Finding]:
    """What every check found. Settings that can't be read are the one finding that ends it early."""
    from adapters.settings import read_settings

    try:
        settings = read_settings()
    except UserMustAct as wrong:
        return [bad("Settings", wrong.message, "Correct it and run this again.")]
    with database.site_of(settings) as site:
        asked = replace(site, probe=probe)
        return [finding for check in checks for finding in _run(check, asked)]


def _run(check: Check, site: Site) -> list[Finding]:
    try:
        return list(check(site))
    except Exception as error:  # noqa: BLE001  one check that breaks must not hide the others
        name = check.__name__.replace("_", " ").capitalize()
        return [
            bad(
                name,
                f"could not be checked: {type(error).__name__}",
                "This may be a bug of Debrief; report it.",
            )
        ]


def _print(findings: Sequence[Finding]) -> None:
    widest = max(len(finding.name) for finding in findings)
    for finding in findings:
        typer.echo(f"{MARKS[finding.verdict]}  {finding.name:<{widest}}  {finding.found}")
        if finding.mend:
            typer.echo(f"{'':8}{'':<{widest}}  → {finding.mend}")
    typer.echo(f"\n{_sum_of(findings)}")


def _sum_of(findings: Sequence[Finding]) -> str:
    bads = sum(finding.verdict is Verdict.BAD for finding in findings)
    if bads:
        return f"{bads} to mend before Debrief can work."
    if any(finding.name == chats.NAME and finding.verdict is Verdict.WARN for finding in findings):
        return "It would run, and post nowhere."
    return "Nothing stands in the way."
