"""Judging files and folders: each scenario by every rule, and each against the others."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.library.cue_rules import CUE_RULES
from bot.library.pack import across
from bot.library.problem import Problem
from bot.library.quality import QUALITY_RULES
from bot.library.read import SUFFIX, Source, files_in, read_source
from bot.library.round_rules import ROUND_RULES, in_its_folder
from bot.library.rules import RULES
from bot.library.shared_text import shared_text


@dataclass(frozen=True, slots=True)
class Report:
    files: int
    problems: tuple[Problem, ...]
    """What keeps a scenario out of the library."""
    advice: tuple[Problem, ...] = ()
    """What a good author would look at again. The shipped library has none."""


def lint(places: Iterable[Path]) -> Report:
    """Judge the files, and every scenario in the folders, among these places."""
    places = tuple(places)
    files = tuple(dict.fromkeys(file for place in places for file in _files(place)))
    found = [read_source(file) for file in files]
    sources = [one for one in found if isinstance(one, Source)]
    problems = {problem for one in found if not isinstance(one, Source) for problem in one}
    problems.update(problem for source in sources for problem in judge(source))
    problems.update(problem for source in sources for problem in in_its_folder(source))
    problems.update(across(sources))
    problems.update(_misnamed(file) for place in places for file in sorted(place.glob("*.yml")))
    return Report(len(files), tuple(sorted(problems)), tuple(sorted(advise(sources))))


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
