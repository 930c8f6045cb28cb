"""What is no YAML, or more YAML than a scenario needs, is named with its line and a mend."""

from collections.abc import Callable

import pytest
import yaml

from bot.library import document, syntax

Named = Callable[[str, str, str, str, str], None]

MISTAKES = (
    pytest.param(
        "\n  - id: flood\n",
        "\n\t- id: flood\n",
        "- id: flood",
        "This line is indented with a tab",
        "indent with two spaces a step",
        id="tab",
    ),
    pytest.param(
        "industry: social housing",
        "industry: housing: social",
        "industry:",
        "A `:` stands where no field can begin",
        "quotes",
        id="colon in an unquoted text",
    ),
    pytest.param(
        "title: Cold flats",
        'title: "Cold flats',
        "title:",
        "A quotation mark is opened here and never closed",
        "close it",
        id="quotation mark never closed",
    ),
    pytest.param(
        "title: Cold flats",
        "title: 'It's cold'",
        "title:",
        "This line does not fit the ones above",
        "double an apostrophe",
        id="apostrophe in single quotes",
    ),
    pytest.param(
        "\n    title: The mistake that hurts\n",
        "\n   title: The mistake that hurts\n",
        "title: The mistake that hurts",
        "This line does not fit the ones above",
        "two spaces a step",
        id="indented too little",
    ),
    pytest.param(
        "hints:\n  - Which",
        "hints: - Which",
        "hints:",
        "A `- ` stands where no list can begin",
        "start the list on the line after its field",
        id="list on its field's line",
    ),
    pytest.param(
        "words: {least: 130, most: 300}",
        "words: {least: 130, most: 300",
        "words:",
        "A bracket `[` or `{` is opened and not closed",
        "close it",
        id="bracket never closed",
    ),
    pytest.param(
        "prompt: |\n",
        "prompt: | HeatDesk\n",
        "prompt:",
        "There is text on the same line after `|`",
        "start the text on the next line",
        id="text after a block sign",
    ),
    pytest.param(
        "title: Cold flats",
        "title: @home",
        "title:",
        "A text can't begin with the character",
        "quotes",
        id="sign that no text begins with",
    ),
    pytest.param(
        "title: Cold flats",
        'title: "Cold \\flats\\quickly"',
        "title:",
        "A backslash inside double quotes",
        "single quotes",
        id="backslash in double quotes",
    ),
    pytest.param(
        "title: Cold flats",
        "title: *cold flats",
        "title:",
        "An unquoted text begins with `*",
        "put the text in quotes",
        id="alias",
    ),
    pytest.param(
        "          - minute* | cheap",
        "          - *minute | cheap",
        "- *minute",
        "An unquoted text begins with `*`, `&` or `!`",
        "put the text in quotes",
        id="star in front of a word group",
    ),
    pytest.param(
        "title: Cold flats",
        "title: !!python/name:os.system Cold flats",
        "title:",
        "An unquoted text begins with `tag:yaml.org,2002:python/name:os.system`",
        "put the text in quotes",
        id="tag",
    ),
    pytest.param(
        "\ntwist: ",
        "\n---\ntwist: ",
        "---",
        "A second document begins at `---`",
        "keep one scenario to a file",
        id="second document",
    ),
    pytest.param(
        "title: Cold flats",
        r'title: "Cold \e[31mflats"',
        "title:",
        "There is an invisible control character (U+001B)",
        "delete it",
        id="escape that would steer a terminal",
    ),
    pytest.param(
        "title: Cold flats",
        r'"\atitle": Cold flats',
        "title",
        "There is an invisible control character (U+0007)",
        "delete it",
        id="escape in a field's name",
    ),
)


@pytest.fixture(params=[syntax.LOADER, yaml.SafeLoader], ids=["fast", "pure"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not every machine has the fast parser; the messages are the same without it."""
    monkeypatch.setattr(document, "LOADER", request.param)
    monkeypatch.setattr(syntax, "LOADER", request.param)


@pytest.mark.parametrize(("right", "wrong", "line_of", "message", "mend"), MISTAKES)
def test_a_mistake_is_named_with_its_line_and_mend(
    right: str, wrong: str, line_of: str, message: str, mend: str, named: Named
) -> None:
    named(right, wrong, line_of, message, mend)
