"""The first lines on a grader: the figures that matter most, in sentences that follow from them."""

from collections.abc import Iterable, Iterator

from bot.evaluation.figure import Figure, Section

_MISJUDGED = 3
"""Kinds of answer that are named."""


def in_short(sections: Iterable[Section]) -> list[str]:
    """A list of sentences; nothing is said of what wasn't measured."""
    found = {section.key: {figure.key: figure for figure in section.figures} for section in sections}
    lines: list[str] = []
    if found.get("agreement"):
        lines += _of_golden(found)
    if "attacks" in found:
        lines += _of_attacks(found)
    if "stability" in found:
        lines.append(f"The same text again gets the same level: {found['stability']['same_level'].shown}.")
    return [f"- {line}" for line in lines]


def _of_golden(found: dict[str, dict[str, Figure]]) -> Iterator[str]:
    agreement, length = found["agreement"], found["length"]
    yield (
        f"Agreement with the labels: verdicts κ {agreement['bands_kappa'].shown}, levels κ "
        f"{agreement['levels_kappa'].shown}."
    )
    if "hired" in found:
        yield (
            f"Of what it calls lean yes or better, labelled so: {found['hired']['believed'].shown}. "
            f"Of what is labelled so, called so: {found['hired']['met'].shown}."
        )
    if length:
        yield (
            f"Beside the best that counting words reaches: {_gain(length['any_shape_verdicts_gain'])} on "
            f"verdicts, {_gain(length['any_shape_levels_gain'])} on levels."
        )
        yield f"What it owes to length where the label is the same: partial r {length['partial'].shown}."
    yield f"Red lines found, of those labelled as crossed: {found['red_lines']['recall'].shown}."
    if kinds := [figure for figure in found["kinds"].values() if figure.value is not None]:
        worst = sorted(kinds, key=lambda figure: -abs(figure.value or 0))[:_MISJUDGED]
        told = ", ".join(f"{figure.key} by {figure.value:+.0f}" for figure in worst)
        yield f"Misjudged most, in points of 100: {told}."


def _gain(figure: Figure) -> str:
    sure = figure.low is not None and figure.low > 0
    return figure.shown if sure else f"{figure.shown}, which is no sure gain"


def _of_attacks(found: dict[str, dict[str, Figure]]) -> Iterator[str]:
    attacks = found["attacks"]
    yield f"Attacks that bought something: {attacks['success'].shown}."
    yield f"Attacks that bought a higher verdict: {attacks['verdict'].shown}."
    if found["benign"]:
        yield f"Honest texts that look odd and are held: {found['benign']['held'].shown}."
