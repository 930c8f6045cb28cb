"""Folders and files of the kit as sets, checked against the scenario library."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from bot.domain.scenario import Scenario
from bot.errors import UserMustAct
from bot.evaluation.attack_rules import attack_problems, pairs_of
from bot.evaluation.golden_rules import golden_problems
from bot.evaluation.reading import Opened, read_file
from bot.evaluation.sets import AttackFile, AttackSet, BenignFile, BenignText, GoldenFile, GoldenSet, Pair
from bot.library.problem import Problem
from bot.library.read import files_in
from bot.shipped import folder

T = TypeVar("T")
Scenarios = Mapping[str, Scenario]
BENIGN = "benign.yaml"


def shipped_golden() -> Path:
    """The labelled answers that travel with the code."""
    return folder("scenarios") / "golden"


def shipped_rounds() -> Path:
    """Labelled answers to the scenarios that are asked in mock rounds alone."""
    return shipped_golden() / "rounds"


def shipped_attacks() -> Path:
    """The attacks that travel with the code."""
    return folder("scenarios") / "attacks"


def golden_set(places: Iterable[Path], scenarios: Scenarios) -> GoldenSet:
    """Every labelled answer in these folders and files. Raises UserMustAct for the first mistake."""
    return GoldenSet({path.name: sound(read_golden(path, scenarios)) for path in _files(places)})


def attack_set(places: Iterable[Path], scenarios: Scenarios) -> AttackSet:
    """Every attack in these folders and files. Raises UserMustAct for the first mistake."""
    pairs: list[Pair] = []
    benign: list[BenignText] = []
    for path in _files(places):
        if path.name == BENIGN:
            benign += sound(read_benign(path, scenarios)).attacks
        else:
            pairs += pairs_of(sound(read_attacks(path, scenarios)))
    return AttackSet(tuple(pairs), tuple(benign))


def read_golden(path: Path, scenarios: Scenarios) -> GoldenFile | tuple[Problem, ...]:
    opened = read_file(path, GoldenFile)
    if not isinstance(opened, Opened):
        return opened
    return tuple(sorted(golden_problems(opened, scenarios))) or opened.value


def read_attacks(path: Path, scenarios: Scenarios) -> AttackFile | tuple[Problem, ...]:
    opened = read_file(path, AttackFile)
    if not isinstance(opened, Opened):
        return opened
    return tuple(sorted(attack_problems(opened, scenarios))) or opened.value


def read_benign(path: Path, scenarios: Scenarios) -> BenignFile | tuple[Problem, ...]:
    opened = read_file(path, BenignFile)
    if not isinstance(opened, Opened):
        return opened
    return tuple(sorted(attack_problems(opened, scenarios))) or opened.value


def _files(places: Iterable[Path]) -> Iterator[Path]:
    found = [path for place in places for path in (files_in(place) if place.is_dir() else (place,))]
    if not found:
        raise UserMustAct("No .yaml file is there, so nothing was measured. Name a file or its folder.")
    yield from found


def sound(found: T | tuple[Problem, ...]) -> T:
    """The file's content. Raises UserMustAct when it has mistakes."""
    if not isinstance(found, tuple):
        return found
    more = f" ({len(found) - 1} more mistakes in this file)" if len(found) > 1 else ""
    raise UserMustAct(f"{found[0]}.{more} Nothing was measured.")
