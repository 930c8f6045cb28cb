"""The scenarios that can be posted, the loops that can be played, and what later interviewers ask in them."""

from collections.abc import Iterable

from adapters.cli.called import called
from adapters.cli.checks.check import Finding, Site, bad, ok, warn
from bot.errors import DebriefError
from bot.library.challenges import read_challenges, shipped_challenges
from bot.library.library import all_shipped, load
from bot.library.loops import load_loops, shipped_loops
from bot.library.problem import Problem

NAME = "Scenarios"


def library(_site: Site) -> Iterable[Finding]:
    try:
        found, loops = load(all_shipped()), load_loops(shipped_loops())
        challenges = read_challenges(shipped_challenges())
    except DebriefError as missing:
        yield bad(NAME, str(missing), "Install Debrief again.")
        return
    mend = f"`{called()} scenarios lint` names every mistake and its mend."
    daily = sum(scenario.round is None for scenario in found.scenarios.values())
    counted = f"{daily} can be posted, {len(loops.formats)} loops can be played"
    refused = [one for one in challenges if isinstance(one, Problem)]
    broken = len({one.file for one in (*found.problems, *loops.problems, *refused)})
    if not daily:
        yield bad(NAME, "none could be read", mend)
    elif broken:
        files = "1 file has" if broken == 1 else f"{broken} files have"
        yield warn(NAME, f"{counted}; {files} mistakes", mend)
    else:
        yield ok(NAME, counted)
