"""What no single field can check is named by the lint, with its line and a mend."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.library.lint import lint
from bot.library.problem import Problem

Named = Callable[[str, str, str, str, str], None]
Write = Callable[..., Path]
Judge = Callable[[Path], tuple[Problem, ...]]

MISTAKES = (
    pytest.param(
        "- id: people\n",
        "- id: contain\n",
        "- id: contain",
        "The id `contain` is used twice in `criteria`; the first is on line",
        "give one of the two another id",
        id="criterion twice",
    ),
    pytest.param(
        "{id: reads-pile,",
        "{id: acts-today,",
        'ask: "Are the messages already in pile two',
        "The id `acts-today` is used twice in `checks`",
        "give one of the two another id",
        id="check twice",
    ),
    pytest.param(
        "    criterion: contain\n",
        "    criterion: containment\n",
        "criterion: containment",
        "The follow-up `flood` probes `containment`, which is no criterion",
        "did you mean `contain`?",
        id="follow-up without a criterion",
    ),
    pytest.param(
        "evidence: 1, people: 1, trust: 2}",
        "evidence: 1, trust: 2}",
        "levels: {contain: 2",
        "The weak answer has no level for the criterion `people`",
        "add `people:` with a level from 0 to 4",
        id="level missing",
    ),
    pytest.param(
        "evidence: 1, people: 1, trust: 2}",
        "evidence: 1, people: 1, trusty: 1, trust: 2}",
        "levels: {contain: 2",
        "The weak answer has a level for `trusty`, which is no criterion",
        "did you mean `trust`?",
        id="level of nothing",
    ),
    pytest.param(
        "    red_lines: [average]",
        "    red_lines: [the-average]",
        "red_lines: [the-average]",
        "The weak answer crosses `the-average`, which is no red line",
        "did you mean `average`?",
        id="unknown red line",
    ),
    pytest.param(
        "    note: Everything in it follows",
        "    red_lines: [average]\n    note: Everything in it follows",
        "    red_lines: [average]",
        "The strong answer crosses the red line `average`",
        "stays behind the line",
        id="strong answer over the line",
    ),
    pytest.param(
        "  On Sunday the frost came: minus nine at night. ",
        "  " + "Frost. " * 200,
        "prompt: |",
        "`prompt` has",
        "100 to 260 are right",
        id="long prompt",
    ),
    pytest.param(
        "  On Sunday the frost came: minus nine at night. ",
        "      read by   " + "4 people, " * 6 + "\n\n  On Sunday the frost came. ",
        "prompt: |",
        "This table line of the prompt has 73 columns: “read by 4 people, 4 people, 4…”",
        "break it before column 71",
        id="table too wide for a phone",
    ),
    pytest.param(
        "words: {least: 130, most: 300}",
        "words: {least: 300, most: 130}",
        "words:",
        "`words.least` is 300, which is not below `words.most`, 130",
        "write the shorter length under `least`",
        id="lengths the wrong way round",
    ),
    pytest.param(
        "      reasoned: Calls a meeting, or sides with one of the two.",
        "      reasoned: informs the  stakeholders.",
        "      reasoned: informs",
        "`reasoned` says the same as `named` in the criterion `people`",
        "say what the higher level adds",
        id="two levels alike",
    ),
    pytest.param(
        "levels: {contain: 4, asymmetry: 4, evidence: 4, people: 4, trust: 4}",
        "levels: {contain: 4, asymmetry: 2, evidence: 2, people: 2, trust: 2}",
        "levels: {contain: 4",
        "By its levels the senior answer is worse than the strong one",
        "mend the levels",
        id="senior below strong",
    ),
    pytest.param(
        "          - pause* | switch off | turn off | monitor* | watch\n",
        "          - pause* | | turn off\n",
        "pause* | |",
        "A `|` in `pause* | | turn off` has nothing on one side",
        "take the `|` out",
        id="empty alternative",
    ),
    pytest.param(
        "<number> | hours | a day",
        "<numbers> | hours | a day",
        "<numbers>",
        "`<numbers>` stands for nothing",
        "did you mean `<number>`?",
        id="unknown figure",
    ),
    pytest.param(
        "frost | winter | cold\n",
        "frost, winter | cold\n",
        "frost, winter",
        "`frost, winter` has a stray `,`",
        "divide alternatives by ` | `",
        id="comma in a group",
    ),
    pytest.param(
        "minute* | cheap",
        "minute* | * cheap",
        "* cheap",
        "`* cheap` has a `*` that ends no word",
        "as in `refus*`",
        id="star in front",
    ),
    pytest.param(
        "      - level: 2\n        all:\n          - average | overall | 93\n",
        "      - level: 1\n        all:\n          - average | overall | 93\n",
        "cues:",
        "The criterion `evidence` has no cue at level 2",
        "add one",
        id="no cue at a level",
    ),
    pytest.param(
        "- today | now | tonight | at once | four people | staff",
        "- today | now | tonight | <duration>",
        "      - level: 3",
        "A sentence of the prompt matches this level-3 cue: “Pile two is read within five days.”",
        "repeating the prompt earns nothing",
        id="prompt earns a level",
    ),
    pytest.param(
        "- [leave* | wait* | stay*, pile two | backlog, in its turn | as usual | within five days]",
        "- [pile one, stays]",
        "- [pile one, stays]",
        "The senior answer trips the red line `left-unread`: “Pile one stays as it is; it helps.”",
        "narrow these word groups",
        id="good answer trips a red line",
    ),
)


@pytest.fixture
def judge() -> Judge:
    return lambda path: lint([path]).problems


@pytest.mark.parametrize(("right", "wrong", "line_of", "message", "mend"), MISTAKES)
def test_a_mistake_is_named_with_its_line_and_mend(
    right: str, wrong: str, line_of: str, message: str, mend: str, named: Named
) -> None:
    named(right, wrong, line_of, message, mend)


def test_the_manuals_example_has_no_mistake(example: str, write: Write) -> None:
    assert lint([write(example)]).problems == ()


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("    " + "x" * 66, id="a table as wide as it may be"),
        pytest.param("prose " * 20, id="prose, which is wrapped"),
    ],
)
def test_a_line_that_fits_a_phone_is_no_mistake(line: str, example: str, write: Write) -> None:
    text = example.replace("  On Sunday the frost", f"  {line}\n\n  On Sunday the frost")

    assert lint([write(text)]).problems == ()


def test_a_fenced_line_is_measured_too(example: str, write: Write) -> None:
    fenced = "  ```\n  " + "x" * 71 + "\n  ```\n\n"
    text = example.replace("  On Sunday the frost", f"{fenced}  On Sunday the frost")

    assert [p.message for p in lint([write(text)]).problems] == [
        "This table line of the prompt has 71 columns: “" + "x" * 30 + "…”"
    ]


@pytest.mark.parametrize("weight", [1, 2, 3])
def test_weights_that_are_all_the_same_decide_nothing(weight: int, example: str, write: Write) -> None:
    text = example
    for other in (1, 2, 3):
        text = text.replace(f"    weight: {other}\n", f"    weight: {weight}\n")

    messages = [problem.message for problem in lint([write(text)]).problems]

    assert messages == [f"Every criterion weighs {weight}, so nothing decides the answer"]


def test_too_few_competencies_are_named(example: str, write: Write) -> None:
    text = example.replace("competency: influence", "competency: systems")
    text = text.replace("competency: tradeoffs", "competency: systems")

    messages = [problem.message for problem in lint([write(text)]).problems]

    assert messages == ["The criteria test 3 competencies"]


def test_a_short_answer_is_named(example: str, write: Write) -> None:
    short = r"\1      Read all of pile two before tonight.\n\2"
    text = re.sub(r"(  strong:\n    text: \|\n).*?(    levels:)", short, example, flags=re.DOTALL)

    problems = lint([write(text)]).problems

    assert [(p.message, p.mend) for p in problems] == [
        ("`answers.strong.text` has 7 words", "add 113 or more; 120 to 350 are right")
    ]
