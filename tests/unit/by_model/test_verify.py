import json

import pytest

from bot.domain.grade import CheckGrade, Level, Met
from bot.domain.scenario import Scenario
from bot.grading.by_model.desk import Desk, Prepared
from bot.grading.by_model.found import CriterionFound, Found
from bot.grading.by_model.reply import ModelReply, parse
from bot.grading.by_model.verify import Verifier, open_level
from bot.grading.by_model.wording import Wording
from tests.fakes.model_replies import reply_of
from tests.unit.by_model.honest import ANSWER


def reply(scenario: Scenario, *quotes: str, level: int = 4) -> ModelReply:
    given = json.loads(reply_of(scenario, {c.id: 0 for c in scenario.criteria}, ANSWER))
    checks = {check.id: "yes" for check in scenario.criteria[0].checks}
    given["criteria"]["contain"] |= {"quotes": list(quotes), "level": level, "checks": checks}
    return parse(json.dumps(given), scenario)


def first(prepared: Prepared, said: ModelReply, *barred: int) -> CriterionFound:
    return verified(prepared, said, *barred).criteria[0]


def verified(prepared: Prepared, said: ModelReply, *barred: int) -> Found:
    return Verifier(prepared.answer, prepared.rubric, barred).verify(said)


def test_a_quote_that_is_there_carries_its_level_and_is_shown_as_written(prepared: Prepared) -> None:
    quote = "AUTOMATIC refusals stop  this hour, and payments under “$1,500” go on"
    found = first(prepared, reply(prepared.scenario, quote))

    assert found.level is Level.SENIOR
    assert found.quotes == ("automatic refusals stop this hour,\nand payments under $1,500 go on",)


@pytest.mark.parametrize(
    "quote",
    [
        "we leave nobody behind and we act at once",
        "automatic refusals go on this hour, and payments under $1,500 stop",
        "payments under $1,600 go on outside the hail counties",
        "automatic",
        "",
        "…",
    ],
)
def test_words_that_are_not_there_carry_nothing(prepared: Prepared, quote: str) -> None:
    found = first(prepared, reply(prepared.scenario, quote))

    assert found.level is Level.ABSENT
    assert found.unsupported


def test_a_slip_of_the_pen_is_forgiven_and_a_figure_is_not() -> None:
    wording = Wording.of("Refusals come back at 80 percent agreement on 400 audits in each segment")

    assert wording.find("refusals come back at 80 percent agreements on 400 audits")
    assert not wording.find("refusals come back at 90 percent agreement on 400 audits")


def test_a_quote_with_a_gap_counts_by_its_longest_part(prepared: Prepared) -> None:
    found = first(
        prepared, reply(prepared.scenario, "automatic refusals stop … go on outside the hail counties")
    )

    assert found.quotes == ("go on outside the hail counties",)
    assert found.level is Level.REASONED


@pytest.mark.parametrize("source", ["question", "rubric", "own"])
def test_words_of_the_question_and_of_the_rubric_prove_nothing(
    desk: Desk, scenario: Scenario, source: str
) -> None:
    quote = {
        "question": "a hailstorm crossed the plains: claims run at six times normal",
        "rubric": " ".join(scenario.criteria[0].levels.strong.split()[:12]),
        "own": "the night shift rings every family that was refused since Friday",
    }[source]
    prepared = desk.prepare(scenario, f"{ANSWER}\n\nI say that {quote}.")

    assert first(prepared, reply(scenario, quote)).unsupported == (source != "own")


def test_a_sentence_for_the_grader_proves_nothing_but_was_found(prepared: Prepared) -> None:
    said = reply(prepared.scenario, "So automatic refusals stop this hour, and payments under $1,500 go on")
    place = next(
        p
        for p, own in enumerate(prepared.answer.sentences)
        if "refusals stop" in prepared.answer.text[own.start : own.end]
    )
    found = verified(prepared, said, place)

    assert found.criteria[0].unsupported
    assert (found.offered, found.verified) == (1, 1)


def test_a_line_is_crossed_by_the_members_own_words_alone(prepared: Prepared) -> None:
    given = json.loads(reply_of(prepared.scenario, {c.id: 0 for c in prepared.scenario.criteria}, ANSWER))
    one, other, *_ = given["red_lines"]
    given["red_lines"][one] = {"quote": "payments under $1,500 go on outside", "crossed": "yes"}
    given["red_lines"][other] = {"quote": "we tell them nothing at all", "crossed": "yes"}

    found = verified(prepared, parse(json.dumps(given), prepared.scenario))

    assert [line.crossed for line in found.red_lines[:2]] == [Met.YES, Met.UNCLEAR]


@pytest.mark.parametrize(
    ("met", "level"),
    [
        ((), Level.ABSENT),
        (("acts-now",), Level.NAMED),
        (("acts-now", "human-path"), Level.REASONED),
        (("acts-now", "human-path", "split"), Level.REASONED),
        (("acts-now", "human-path", "split", "capacity"), Level.STRONG),
        (("human-path", "split", "capacity", "cost-of-split"), Level.ABSENT),
        (("acts-now", "human-path", "split", "capacity", "cost-of-split"), Level.SENIOR),
    ],
)
def test_a_level_is_open_when_its_checks_and_those_below_are_met(
    scenario: Scenario, met: tuple[str, ...], level: Level
) -> None:
    answered = [
        CheckGrade(c.id, Met.YES if c.id in met else Met.UNCLEAR) for c in scenario.criteria[0].checks
    ]

    assert open_level(scenario.criteria[0], answered) is level


def test_a_level_without_a_check_is_left_to_the_reading(scenario: Scenario) -> None:
    cost = scenario.criterion("cost-of-error")
    assert min(check.level for check in cost.checks) == Level.REASONED

    assert open_level(cost, [CheckGrade(check.id, Met.NO) for check in cost.checks]) is Level.NAMED
