"""The page about the rating prints what the simulation says, and its choice still holds."""

import re
from collections import Counter
from pathlib import Path

import pytest

from bench.rating_candidates import additive, plain_mean
from bench.rating_judged import KNOWN, rated, spearman
from bench.rating_world import MIDDLE, World, world
from bot.domain.rating import FEWEST_RESULTS
from bot.domain.rating_counts import LATEST

PAGE = (Path(__file__).parents[2] / "docs/explanation/rating.md").read_text(encoding="utf-8")
WAYS = {"plain mean": plain_mean, "**abilities less difficulties, shipped**": additive}
WANTED = 0.93


@pytest.fixture(scope="module")
def made() -> World:
    """The first of the five worlds that the page's first table is over."""
    return world(1, MIDDLE)


def agreement(made: World, way: str) -> float:
    """Of the order that boards show."""
    tries = Counter(it.person for it in made.attempts)
    known = [one for one in made.people if tries[one.id] >= KNOWN]
    found = rated(made.attempts, WAYS[way])
    return spearman([found[one.id].careful for one in known], [one.ability for one in known])


def printed(way: str) -> tuple[float, float]:
    """Its least and its most on the page."""
    found = re.search(rf"^\| {re.escape(way)} \| [0-9.]+ \(([0-9.]+) to ([0-9.]+)\)", PAGE, re.MULTILINE)
    assert found, way
    return float(found[1]), float(found[2])


@pytest.mark.parametrize("way", WAYS)
def test_the_first_world_lies_within_what_is_printed(made: World, way: str) -> None:
    least, most = printed(way)
    assert least <= round(agreement(made, way), 3) <= most


def test_the_shipped_order_passes_the_bar_and_the_plain_mean(made: World) -> None:
    shipped, plain = (agreement(made, way) for way in reversed(WAYS))
    assert shipped >= WANTED
    assert shipped > plain + 0.01


def test_the_numbers_in_its_words_are_the_codes() -> None:
    assert (FEWEST_RESULTS, LATEST) == (6, 60)
    assert "Until you have six results, of two difficulties or more" in PAGE
    assert "The latest 60 of each member." in PAGE
