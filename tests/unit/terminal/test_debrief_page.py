from dataclasses import replace

import pytest

from adapters.terminal.debrief import debrief_in_short, debrief_page
from bot.domain.card_parts import CriterionLine
from bot.domain.cards import DebriefCard
from bot.domain.competency import Competency
from bot.domain.grade import Finding, Level
from tests.contract.cards import a_debrief
from tests.unit.terminal.printed import printed


def a_line(title: str, level: Level, **changes: object) -> CriterionLine:
    line = CriterionLine(title, Competency.DEPTH, level, Finding.FOUND, ("My own words.",), "Say why.")
    return replace(line, **changes)  # type: ignore[arg-type]  # the changes are fields of the line


def of(*lines: CriterionLine) -> DebriefCard:
    return replace(a_debrief(), criteria=lines, one_change="Split the switch.", senior="")


@pytest.mark.parametrize(
    ("level", "shown"),
    [
        (Level.ABSENT, "○○○○ absent"),
        (Level.NAMED, "●○○○ named"),
        (Level.REASONED, "●●○○ reasoned"),
        (Level.STRONG, "●●●○ strong"),
        (Level.SENIOR, "●●●● senior"),
    ],
)
def test_a_level_is_four_marks_and_its_word(level: Level, shown: str) -> None:
    card = of(a_line("Finding the cause", level))

    for page in (debrief_page(card), debrief_in_short(card)):
        (line,) = [line for line in printed(page).splitlines() if "Finding the cause" in line]
        assert line.startswith(shown)


def test_the_members_words_come_before_the_level() -> None:
    shown = printed(debrief_page(of(a_line("Finding the cause", Level.NAMED))))

    assert shown.index("You said “My own words.”") < shown.index("●○○○") < shown.index("Say why.")


def test_a_level_without_words_of_the_member_quotes_none() -> None:
    shown = printed(debrief_page(of(a_line("Finding the cause", Level.ABSENT, quotes=()))))

    assert "You said" not in shown


def test_an_unsure_finding_is_told() -> None:
    sure, unsure = a_line("Contain", Level.NAMED), a_line("Learn", Level.NAMED, finding=Finding.UNSURE)

    lines = printed(debrief_page(of(sure, unsure))).splitlines()

    assert [line.endswith("(unsure)") for line in lines if line.startswith("●")] == [False, True]


def test_it_says_who_says_so_and_that_it_is_not_calibrated() -> None:
    head = printed(debrief_page(of())).splitlines()[:2]

    assert head == ["The hailstorm My words.: lean no", "automatic check, not calibrated"]
    assert "automatic check, calibrated" in printed(debrief_page(replace(of(), calibrated=True)))


def test_how_far_to_trust_it_is_told_once() -> None:
    card = replace(of(a_line("Contain", Level.NAMED)), caution="It looked for words.")

    assert printed(debrief_page(card)).count("It looked for words.") == 1
    assert "It looked for words." not in printed(debrief_in_short(card))


def test_what_was_noticed_is_a_sentence() -> None:
    card = replace(of(), flags=("One sentence promises without a measure: “We will see.”",))

    assert "\nOne sentence promises without a measure: “We will see.”\n" in printed(debrief_page(card))


def test_red_is_kept_for_red_lines() -> None:
    red = "\x1b[31m"
    crossed = replace(of(a_line("Contain", Level.NAMED)), red_lines=("Refusals go on.",))

    assert f"{red}Refusals go on." in printed(debrief_page(crossed), colours=True)
    assert "Red line" in printed(debrief_page(crossed))
    clean = replace(crossed, red_lines=())
    assert "31m" not in printed(debrief_page(clean), colours=True)


def test_empty_parts_leave_no_headings() -> None:
    bare = replace(of(), one_change="", follow_up="", points=(), flags=(), improved_by=None, red_lines=())

    shown = printed(debrief_page(bare))

    for heading in ("one change", "ask next", "Points", "promises", "Red line", "senior"):
        assert heading not in shown


def test_in_short_keeps_verdict_levels_red_lines_and_points() -> None:
    card = replace(
        of(a_line("Contain", Level.STRONG)), red_lines=("Refusals go on.",), points=("+10 on time",)
    )

    shown = printed(debrief_in_short(card))

    for text in ("lean no", "●●●○ strong", "Refusals go on.", "+10 on time", "not calibrated"):
        assert text in shown
    assert "My own words." not in shown


def test_words_that_were_quoted_before_are_only_called_to_mind() -> None:
    long, other = "one two three four five six seven eight nine ten eleven twelve", "Other words."
    lines = [a_line(title, Level.NAMED, quotes=(long, other)) for title in ("One", "Two", "Three")]

    shown = printed(debrief_page(of(*lines)))

    assert [line for line in shown.splitlines() if line.startswith("You said")] == [
        f"You said “{long}”",
        "You said “Other words.”",
        "You said “one two three four five six seven eight …”",
    ]
