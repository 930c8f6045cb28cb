"""Judging files and folders: each scenario by every rule, and each against the others."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.domain.challenge import Challenge
from bot.library.challenges import read_challenges, shipped_challenges
from bot.library.cue_rules import CUE_RULES
from bot.library.library import all_shipped
from bot.library.loops import LoopSource, advise_loop, read_loop_source, shipped_loops
from bot.library.pack import across
from bot.library.problem import Problem
from bot.library.quality import QUALITY_RULES
from bot.library.read import SUFFIX, Source, files_in, read_source
from bot.library.round_rules import ROUND_RULES, in_its_folder
from bot.library.rules import RULES
from bot.library.shared_text import shared_text
from bot.library.sorts import Sort, sort_of


@dataclass(frozen=True, slots=True)
class Report:
    files: int
    problems: tuple[Problem, ...]
    """What keeps a scenario out of the library."""
    advice: tuple[Problem, ...] = ()
    """What a good author would look at again. The shipped library has none."""


def all_content() -> tuple[Path, ...]:
    """Everything in files that travels with the code and that a person may edit."""
    return *all_shipped(), shipped_loops(), shipped_challenges()


def lint(places: Iterable[Path]) -> Report:
    """Judge the files, and every one in the folders, among these places."""
    places = tuple(places)
    files = tuple(dict.fromkeys(file for place in places for file in _files(place)))
    found = [_read(file) for file in files]
    sources = [one for one in found if isinstance(one, Source)]
    refused = [those for those in found if isinstance(those, tuple)]
    problems = {one for those in refused for one in those if isinstance(one, Problem)}
    problems.update(problem for source in sources for problem in judge(source))
    problems.update(problem for source in sources for problem in in_its_folder(source))
    problems.update(across(sources))
    problems.update(_misnamed(file) for place in places for file in sorted(place.glob("*.yml")))
    loops = [one for one in found if isinstance(one, LoopSource)]
    advice = {*advise(sources), *(one for loop in loops for one in advise_loop(loop))}
    return Report(len(files), tuple(sorted(problems)), tuple(sorted(advice)))


def _read(file: Path) -> Source | LoopSource | tuple[Problem, ...] | tuple[Challenge, ...]:
    """As what it is: a loop, the challenges of later interviewers, or else a scenario."""
    match sort_of(file):
        case Sort.LOOP:
            return read_loop_source(file)
        case Sort.CHALLENGES:
            return read_challenges(file)
    return read_source(file)


def judge(source: Source) -> Iterator[Problem]:
    """What every rule says of one scenario."""
    for rule in (*RULES, *CUE_RULES, *ROUND_RULES):
        yield from rule(source)


def advise(sources: Sequence[Source]) -> Iterator[Problem]:
    """What could be better in scenarios that have no mistake."""
    for source in sources:
        for rule in QUALITY_RULES:
            yield from rule(source)
    yield from shared_text(sources)


def _files(place: Path) -> tuple[Path, ...]:
    return files_in(place) if place.is_dir() else (place,)


def _misnamed(file: Path) -> Problem:
    message = f"Debrief reads `{SUFFIX}` files only, so this one is left out"
    return Problem(str(file), 1, "", message, f"rename it to `{file.stem}{SUFFIX}`")
