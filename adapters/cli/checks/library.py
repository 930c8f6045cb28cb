"""The scenarios that can be posted."""

from collections.abc import Iterable

from adapters.cli.called import called
from adapters.cli.checks.check import Finding, Site, bad, ok, warn
from bot.errors import DebriefError
from bot.library.library import load, shipped

NAME = "Scenarios"


def library(_site: Site) -> Iterable[Finding]:
    try:
        found = load([shipped()])
    except DebriefError as missing:
        yield bad(NAME, str(missing), "Install Debrief again.")
        return
    readable, broken = len(found.scenarios), len({problem.file for problem in found.problems})
    mend = f"`{called()} scenarios lint` names every mistake and its mend."
    if not readable:
        yield bad(NAME, "none could be read", mend)
    elif broken:
        yield warn(NAME, f"{readable} can be posted; {broken} files have mistakes", mend)
    else:
        yield ok(NAME, f"{readable} can be posted")
