"""A pack of twenty files with a mistake each comes back with twenty sentences that a person can act on."""

import re

import pytest

from bot.library.beside import There
from bot.library.given import check
from bot.library.library import Library
from tests.fakes.mistaken_pack import MISTAKES, mistaken_pack
from tests.fakes.own_pack import own_file

SENTENCES = (
    (
        "ant-hill.yaml:5: `track` is `accident`, which is not among the choices — "
        "did you mean `incident`? Otherwise write `design` or `incident` or `evaluation` or "
        "`responsibility`"
    ),
    "bee-line.yaml:18: Unknown field `warmup` — did you mean `warm_up`?",
    (
        "cat-walk.yaml:1: The field `minutes` is missing — "
        "add it: how long a good answer takes to think out and write"
    ),
    "dog-days.yaml:6: `difficulty` is `easy` — needed: whole number, 1 to 3",
    (
        "elk-horn.yaml:88: A `:` stands where no field can begin: inside an unquoted text, or on a "
        "line indented too far — "
        'put the whole text in "quotes", or write it as a block under `|`, or mend the indentation'
    ),
    (
        "fox-hole.yaml:184: `red_lines[left-unread].cap` is no without quotes, which YAML does not "
        "read as text — "
        'write "no"'
    ),
    (
        "gnu-step.yaml:201: The follow-up `flood` probes `container`, which is no criterion — "
        "did you mean `contain`?"
    ),
    (
        "hen-coop.yaml:204: The id `flood` is used twice in `follow_ups`; the first is on line 200 — "
        "give one of the two another id"
    ),
    ("ibex-run.yaml:228: The weak answer crosses `averages`, which is no red line — did you mean `average`?"),
    (
        "jay-bird.yaml:241: The strong answer has no level for the criterion `evidence` — "
        "add `evidence:` with a level from 0 to 4"
    ),
    (
        "koi-pond.yaml:241: By its levels the strong answer is no better than the weak one — "
        "mend the levels, or the answer"
    ),
    "lamb-wool.yaml:11: `prompt` has 60 words — add 40 or more; 100 to 260 are right",
    (
        "mole-rat.yaml:9: `words.least` is 300, which is not below `words.most`, 130 — "
        "write the shorter length under `least`"
    ),
    "newt-pool.yaml:7: This line is indented with a tab — indent with two spaces a step",
    (
        "owl-tower.yaml:18: A quotation mark is opened here and never closed — "
        "close it; in a text that begins with a quotation mark, put 'single quotes' round all of it"
    ),
    "pig-iron.yaml:2: `id` is `Pig Iron`, which is not a short name — write `pig-iron`",
    (
        "quail-egg.yaml:72: A `|` in `mistake* | | wrong | harm* | risk*` has nothing on one side — "
        "take the `|` out, or add the missing word"
    ),
    "ram-horn.yaml:20: `hints` has 1 entry — needed: list of 2 to 4: text, 3 to 400 characters",
    "seal-skin.yaml:1: `format` is 2, which is not among the choices — write `1`",
    (
        "the-hailstorm.yaml:2: The library has a scenario `the-hailstorm` already — "
        "give yours another id and file name"
    ),
)
SEEN_BY_PROGRAMMERS = re.compile(
    r"pydantic|validation|traceback|exception|\b(?:int|str|float|bool|dict|tuple|list\[|None|NoneType|enum"
    r"|literal|regex|pattern|Scenario|BaseModel|yaml\.|scanner|parser|token|mapping|sequence)\b|<class|https?:"
)


def test_twenty_mistakes_get_twenty_sentences(library: Library) -> None:
    found = check(mistaken_pack(), There(library.scenarios))
    assert [str(problem) for problem in found.problems] == list(SENTENCES)
    assert (found.files, len(SENTENCES), found.scenarios) == (20, 20, ())


def test_each_names_its_file_its_line_and_a_mend(library: Library) -> None:
    found = check(mistaken_pack(), There(library.scenarios))
    lines = {file.name: file.data.decode().splitlines() for file in mistaken_pack()}
    assert {problem.file for problem in found.problems} == {f"{name}.yaml" for name, _ in MISTAKES}
    for problem in found.problems:
        assert 1 <= problem.line <= len(lines[problem.file])
        assert problem.message
        assert problem.mend
    at_its_line = {problem.file: lines[problem.file][problem.line - 1] for problem in found.problems}
    assert at_its_line["ant-hill.yaml"] == "track: accident"
    assert "What: the accuracy hides" in at_its_line["elk-horn.yaml"]
    assert at_its_line["quail-egg.yaml"].strip() == "- mistake* | | wrong | harm* | risk*"


def test_no_sentence_speaks_as_programs_do() -> None:
    assert [said for said in SENTENCES if SEEN_BY_PROGRAMMERS.search(said)] == []


def test_no_two_mistakes_are_told_in_the_same_words() -> None:
    told = {re.sub(r"`[^`]*`|\d+", "…", said.partition(": ")[2]) for said in SENTENCES}
    assert len(told) == len(SENTENCES)


@pytest.mark.parametrize("name", [name for name, _ in MISTAKES if name != "the-hailstorm"])
def test_without_its_mistake_each_file_is_taken(name: str, library: Library) -> None:
    """So that each mistake is the only thing wrong with its file."""
    found = check([own_file(name)], There(library.scenarios))
    assert found.problems == ()
    assert [new.id for new in found.scenarios] == [name]
