"""Files that somebody gives for a group's own: each judged as the library is, and all together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.domain.pack import MOST_OWN, NewOwn, PackFile
from bot.library import archive
from bot.library.beside import There, beside
from bot.library.encoding import decode
from bot.library.lint import judge
from bot.library.pack import across
from bot.library.problem import Problem
from bot.library.read import SUFFIX, Source, parse
from bot.library.round_rules import not_for_rounds

OTHER_SUFFIXES = (".yml",)
"""Of what is meant to be a scenario, and isn't called so."""
LONGEST_NAME = 120
MOST_TOLD = 500
"""Problems, of all files together; nobody mends more of them at once."""


@dataclass(frozen=True, slots=True)
class Checked:
    files: int
    scenarios: tuple[NewOwn, ...]
    """Empty while anything is wrong with any of the files."""
    problems: tuple[Problem, ...]
    """The first of them where there are very many."""


def check(given: Sequence[PackFile], there: There) -> Checked:
    """Every mistake in files as somebody gave them. Slow: a tenth of a second for each file."""
    files, problems = _opened(given)
    if len(files) > MOST_OWN:
        many = f"This and {len(files) - 1} more are too many files"
        return Checked(len(files), (), (Problem(files[0].name, 1, "", many, f"{MOST_OWN} are the most"),))
    sources: list[Source] = []
    new: list[NewOwn] = []
    for file in files:
        found = _read(file)
        if isinstance(found, Source):
            sources.append(found)
            new.append(NewOwn(found.scenario, str(decode(file.data, file.name))))
            problems += [*judge(found), *not_for_rounds(found)]
        else:
            problems += found
        if len(problems) > MOST_TOLD:
            break
    problems += [*across(sources), *beside(sources, there)]
    told = sorted(set(problems))[:MOST_TOLD]
    return Checked(len(files), () if told else tuple(new), tuple(told))


def _opened(given: Iterable[PackFile]) -> tuple[list[PackFile], list[Problem]]:
    files: list[PackFile] = []
    problems: list[Problem] = []
    for file in map(_named, given):
        if not file.name.lower().endswith(archive.SUFFIX):
            files.append(file)
            continue
        found = archive.unzipped(file, (SUFFIX, *OTHER_SUFFIXES))
        if isinstance(found, Problem):
            problems.append(_shown(found))
        elif found:
            files += map(_named, found)
        else:
            nothing = f"There is no {SUFFIX} file in this zip"
            problems.append(Problem(file.name, 1, "", nothing, "zip the scenario files, or give them"))
    return files, problems


def _named(file: PackFile) -> PackFile:
    return PackFile(shown_name(file.name), file.data)


def _shown(problem: Problem) -> Problem:
    return Problem(shown_name(problem.file), problem.line, problem.field, problem.message, problem.mend)


def shown_name(name: str) -> str:
    """A file's name as it may stand in a sentence, on any screen."""
    printed = "".join(c if c.isprintable() and c != "`" else "?" for c in name.replace("\\", "/"))
    return printed[-LONGEST_NAME:].strip() or "a file without a name"


def _read(file: PackFile) -> Source | tuple[Problem, ...]:
    path = Path(file.name)
    if path.suffix == SUFFIX:
        return parse(file.data, path)
    return tuple(_misnamed(file.name, path))


def _misnamed(name: str, path: Path) -> Iterator[Problem]:
    message = f"Debrief reads `{SUFFIX}` files only, so this one was not read"
    meant = path.suffix.lower() in (SUFFIX, *OTHER_SUFFIXES)
    mend = f"rename it to `{path.stem}{SUFFIX}`" if meant else "give scenario files, or a zip of them"
    yield Problem(name, 1, "", message, mend)
