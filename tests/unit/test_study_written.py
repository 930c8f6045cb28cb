"""The samples' answers: what a file may hold, how its mistakes are told, and what those that ship say."""

from pathlib import Path

import pytest

from adapters.web.study.cast import ANA, BEN, CLEO, DEV, SAMPLES
from adapters.web.study.written import Samples, Written, load, read_answers, shipped, unfolded
from bot.domain.grade import Band, Graded
from bot.domain.likeness import shingles
from bot.domain.text import count_words
from bot.grading.checker import OfflineChecker
from bot.library.library import Library

ALIKE = 0.15
"""Of four-word runs; what the rule against copying calls a copy is 0.8."""


@pytest.fixture(scope="module")
def samples() -> Samples:
    return load(shipped(), SAMPLES)


def whole(written: Written) -> str:
    return "\n\n".join(written.messages)


def test_every_scenario_has_an_answer_of_every_sample(samples: Samples, library: Library) -> None:
    assert samples.problems == ()
    assert set(samples.by_scenario) == set(library.scenarios)
    assert all(set(answers) == SAMPLES for answers in samples.by_scenario.values())


def test_they_are_as_long_as_their_authors_write(samples: Samples) -> None:
    bounds = {ANA: (120, 240), BEN: (60, 120), CLEO: (90, 160), DEV: (15, 45)}
    for answers in samples.by_scenario.values():
        for member, written in answers.items():
            least, most = bounds[member]
            assert least <= count_words(whole(written)) <= most, whole(written)


def test_ana_begins_with_the_warm_up_and_goes_on_in_pieces(samples: Samples) -> None:
    for answers in samples.by_scenario.values():
        messages = answers[ANA].messages
        assert len(messages) == 3
        assert messages[0].startswith("Warm-up")
        assert count_words(messages[0]) < 45


def test_every_message_is_part_of_an_answer(samples: Samples) -> None:
    texts = [
        text for answers in samples.by_scenario.values() for w in answers.values() for text in w.messages
    ]
    assert not [text for text in texts if text.startswith(("//", ">", "@", "/"))]


def test_none_is_copied_from_a_reference_or_from_another(samples: Samples, library: Library) -> None:
    for name, answers in samples.by_scenario.items():
        given = library.get(name).answers
        others = [given.weak.text, given.strong.text, given.senior.text]
        for written in answers.values():
            mine = shingles(whole(written))
            for other in others:
                theirs = shingles(other)
                assert len(mine & theirs) / len(mine | theirs) < ALIKE, (name, whole(written))
            others.append(whole(written))


def test_the_automatic_check_tells_them_apart(samples: Samples, library: Library) -> None:
    checker = OfflineChecker()
    for name, answers in samples.by_scenario.items():
        grades = {who: checker.grade(library.get(name), whole(written)) for who, written in answers.items()}
        found = {who: grade for who, grade in grades.items() if isinstance(grade, Graded)}
        assert set(found) == SAMPLES, name
        assert found[ANA].band in {Band.LEAN_YES, Band.YES, Band.STRONG_YES}, name
        assert found[BEN].band in {Band.NO, Band.LEAN_NO}, name
        assert not [line for line in found[ANA].red_lines if line.tripped], name
        assert found[DEV].score < found[ANA].score, name


def test_dev_comes_late_once_and_once_tries_to_talk_the_grader_round(
    samples: Samples, library: Library
) -> None:
    checker = OfflineChecker()
    late = [name for name, answers in samples.by_scenario.items() if any(w.late for w in answers.values())]
    grades = {
        name: checker.grade(library.get(name), whole(answers[DEV]))
        for name, answers in samples.by_scenario.items()
    }
    talked = [
        name
        for name, grade in grades.items()
        if isinstance(grade, Graded) and any("speaks to the grader" in flag for flag in grade.flags)
    ]
    assert (late, talked) == (["the-hailstorm"], ["the-heater-stops"])


def test_lines_that_were_cut_for_the_file_are_joined_and_lists_keep_theirs() -> None:
    assert unfolded("One\ntwo.\n\nThree:\n1. first\nand more\n2. second\n") == (
        "One two.\n\nThree:\n1. first and more\n2. second"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "The file is empty"),
        ("- one\n", "names no members"),
        ("anna:\n  - hello\n", "There is no sample member `anna` — write ana"),
        ("ana: hello\n", "`ana`: there are no messages"),
        ("ana: []\n", "`ana`: there are no messages"),
        ("ana:\n  - ''\n", "`ana`: a message holds no text"),
        ("ana:\n  messages: [hello]\n  tardy: true\n", "there is no field `tardy`"),
        ("ana:\n  messages: [hello]\n  late: perhaps\n", "`late` has to be true or false"),
        ("ana: [a, b, c, d, e]\n", "5 messages are more than anybody reads"),
        ("ana: [a]\nana: [b]\n", "is given twice"),
        ("ana: &x [a]\n", "YAML takes for a sign of its own"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_how_to_mend_it(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "the-hailstorm.yaml"
    path.write_text(text)

    problems = read_answers(path, SAMPLES)

    assert isinstance(problems, tuple)
    assert told in str(problems[0])
    assert f"{path}:" in str(problems[0])


def test_a_file_with_a_mistake_keeps_no_other_out(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("ana: [hello there]\n")
    (tmp_path / "two.yaml").write_bytes(b"\xff")

    found = load(tmp_path, SAMPLES)

    assert list(found.by_scenario) == ["one"]
    assert len(found.problems) == 1
