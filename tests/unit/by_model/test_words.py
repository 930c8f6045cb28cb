import pytest

from bot.domain.grade import CriterionGrade, Finding, Level, RedLineGrade
from bot.domain.scenario import Scenario
from bot.grading.advice import missing as advised
from bot.grading.by_model.words import Hush, missing, one_change, plain
from tests.unit.by_model.honest import ANSWER

GRADED = CriterionGrade("contain", Level.REASONED, Finding.FOUND)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("See <https://evil.example|here> **now**", "See now"),
        ("[click](https://evil.example) or www.evil.example/x", "click or"),
        ("Hi @here and <@U123>, `rm`", "Hi here and , rm"),
        ("Log in at ht<x>tps://evil.example/a or ht*tps://evil.example now", "Log in at or now"),
        ("See hthttps://x tps://evil.example now", "See now"),
        ("one\u202etwo\u200b\x07 three\nfour", "onetwo three four"),
    ],
)
def test_a_models_sentence_is_plain(said: str, shown: str) -> None:
    assert plain(said, 100) == shown


def test_a_long_sentence_is_cut_at_a_word() -> None:
    assert plain("word " * 100, 22) == "word word word word…"


def test_a_sentence_that_gives_the_rubric_away_is_replaced(scenario: Scenario) -> None:
    hush = Hush(scenario, ANSWER)
    leak = scenario.criteria[0].levels.strong
    senior = " ".join(scenario.answers.senior.text.split()[:20])

    assert missing(GRADED, [leak], hush) == advised(Level.REASONED)
    assert missing(GRADED, [senior], hush) == advised(Level.REASONED)
    assert missing(GRADED, ["You never say who decides those 2,400."], hush) == advised(Level.REASONED)
    assert missing(GRADED, ["", "You never say who decides them."], hush) == "You never say who decides them."


def test_figures_of_the_question_and_of_the_answer_may_be_said(scenario: Scenario) -> None:
    said = "Your $1,500 and the 52% on the screen never meet."

    assert missing(GRADED, [said], Hush(scenario, ANSWER)) == said


def test_a_crossed_line_is_spoken_of_in_words_that_were_written_for_it(scenario: Scenario) -> None:
    criteria = tuple(CriterionGrade(c.id, Level.REASONED, Finding.FOUND) for c in scenario.criteria)
    line = RedLineGrade(scenario.red_lines[0].id, tripped=True, ruled_out=False, quotes=("we leave it on",))
    hush = Hush(scenario, ANSWER)

    assert "we leave it on" in one_change(scenario, criteria, (line,), "Split the switch, please.", hush)
    assert (
        one_change(scenario, criteria, (), "Split the switch, please.", hush) == "Split the switch, please."
    )
