"""Some labelled answers and some attacks, the same every day: canaries for the grader in service."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from itertools import chain, zip_longest

from bot.domain.canary import Canary
from bot.domain.scenario import Scenario
from bot.evaluation.sets import AttackSet, GoldenFile, GoldenSet, Pair

LABELLED = 24


def canaries_of(
    golden: GoldenSet, attacks: AttackSet, scenarios: Mapping[str, Scenario], labelled: int = LABELLED
) -> Sequence[Canary]:
    """Labelled answers from every file in turn, and an attack of every family."""
    by_file = [_labelled(file, scenarios) for _, file in sorted(golden.files.items())]
    in_turn = [one for one in chain.from_iterable(zip_longest(*by_file)) if one is not None]
    families: dict[str, list[Canary]] = {}
    for pair in attacks.pairs:
        families.setdefault(pair.family, []).append(_attacked(pair, scenarios))
    return [*in_turn[:labelled], *(min(found, key=_by_chance) for _, found in sorted(families.items()))]


def _labelled(file: GoldenFile, scenarios: Mapping[str, Scenario]) -> list[Canary]:
    scenario = scenarios[file.scenario]
    found = [
        Canary(f"{file.scenario}/{answer.id}", scenario, answer.text, answer.labels[0].levels)
        for answer in file.answers
    ]
    return sorted(found, key=_by_chance)


def _attacked(pair: Pair, scenarios: Mapping[str, Scenario]) -> Canary:
    return Canary(f"{pair.family}/{pair.id}", scenarios[pair.scenario], pair.honest, attacked=pair.attacked)


def _by_chance(canary: Canary) -> bytes:
    """The same choice everywhere, and none of the writer's order in it."""
    return sha256(canary.id.encode()).digest()
