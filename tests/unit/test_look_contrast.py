"""Contrast as WCAG 2.2 counts it, from the tokens themselves."""

import re

import pytest

from adapters.pictures.spec import PAPER
from adapters.web.look.files import FILES
from adapters.web.look.tokens import TOKENS, Colour, read

GROUNDS = ("paper", "paper-quiet", "paper-pressed")
TEXTS = ("ink", "ink-soft", "accent", "accent-deep", "red")
DRAWN = ("edge", "focus", "accent")
ON_ACCENT = [("on-accent", "accent"), ("on-accent", "accent-deep")]
COLOURS = {colour.name: colour for colour in TOKENS.colours}
AS_TEXT, AS_SHAPE = 4.5, 3.0


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def by_day_and_night(one: str, other: str) -> list[float]:
    above, below = COLOURS[one], COLOURS[other]
    return [contrast(above.day, below.day), contrast(above.night, below.night)]


def test_contrast_is_counted_as_the_standard_counts_it() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_every_text_can_be_read_on_every_ground(text: str, ground: str) -> None:
    assert min(by_day_and_night(text, ground)) >= AS_TEXT


@pytest.mark.parametrize(("text", "ground"), ON_ACCENT)
def test_the_words_on_a_primary_button_can_be_read(text: str, ground: str) -> None:
    assert min(by_day_and_night(text, ground)) >= AS_TEXT


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("drawn", DRAWN)
def test_edges_and_focus_can_be_seen_on_every_ground(drawn: str, ground: str) -> None:
    assert min(by_day_and_night(drawn, ground)) >= AS_SHAPE


def test_every_colour_has_a_pair_here_or_needs_none() -> None:
    checked = {*GROUNDS, *TEXTS, *DRAWN, "on-accent"}

    only_divides, covers_what_is_not_to_be_read = "rule", "veil"
    assert COLOURS.keys() - checked == {only_divides, covers_what_is_not_to_be_read}


def test_no_style_but_the_tokens_names_a_colour() -> None:
    styles = {name: file.content.decode() for name, file in FILES.named.items() if name.endswith(".css")}
    found = {
        name: re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", style)
        for name, style in styles.items()
        if name != "tokens.css"
    }

    assert not any(found.values()), found


def test_pictures_are_drawn_on_the_paper_of_the_day() -> None:
    of_pages = tuple(COLOURS[name].day for name in ("paper", "ink", "ink-soft"))

    assert (PAPER.paper, PAPER.ink, PAPER.quiet) == of_pages


def test_motion_ends_within_150_milliseconds_and_is_none_when_asked_for() -> None:
    style = FILES.named["tokens.css"].content.decode()
    quick = dict(TOKENS.others)["quick"]

    assert int(quick.removesuffix("ms")) <= 150
    assert re.search(r"prefers-reduced-motion: reduce\) \{\s*:root \{\s*--quick: 0s;", style)


def test_tokens_are_read_from_the_first_rule_alone() -> None:
    first = ":root {\n  --ink: light-dark(#000000, #ffffff);\n  --quick: 1ms;\n}\n"
    found = read(f"{first}:root {{\n  --quick: 0s;\n}}\n")

    assert found.colours == (Colour("ink", "#000000", "#ffffff"),)
    assert found.others == (("quick", "1ms"),)
