"""The pages about the grader, and what members read of it, name the numbers that hold."""

from pathlib import Path

import pytest

from adapters.cli.eval_options import scenarios_in
from adapters.llm.outcome import MOST_CHARACTERS
from bot.domain.canary import TIMES
from bot.domain.grade import ReviewReason
from bot.domain.model import ModelFailure
from bot.domain.review import APPEAL_WITHIN, AUDITED_IN
from bot.evaluation.canaries import LABELLED, canaries_of
from bot.evaluation.golden_rules import labelled_against
from bot.evaluation.read_sets import attack_set, golden_set, shipped_attacks, shipped_golden
from bot.practice.reviews.appeal_form import TOO_LATE
from bot.practice.reviews.case_card import WHY

DOCS = Path(__file__).parents[2] / "docs"


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        (TOO_LATE, f"within {APPEAL_WITHIN.days} days"),
        (page("how-to/review-grades.md"), f"within {APPEAL_WITHIN.days} days of the debrief"),
        (WHY[ReviewReason.AUDIT], f"one grade in {AUDITED_IN}."),
        (page("how-to/review-grades.md"), f"**One grade in {AUDITED_IN}**"),
        (page("reference/model-endpoints.md"), f"more than {MOST_CHARACTERS:,} characters"),
    ],
)
def test_sentences_name_the_number_that_holds(sentence: str, number: str) -> None:
    assert number in sentence


def test_the_page_of_canaries_counts_their_gradings() -> None:
    library = scenarios_in(None)
    golden, attacks = golden_set([shipped_golden()], library), attack_set([shipped_attacks()], library)
    pairs = len(canaries_of(golden, attacks, library)) - LABELLED
    least, most = LABELLED + 2 * pairs, LABELLED + 2 * pairs * TIMES
    said = page("how-to/run-the-grader.md")

    assert f"{LABELLED} labelled answers" in said
    assert f"{least} gradings when all is well, and up to {most} when attacks succeed" in said


def test_the_page_of_measuring_counts_the_shipped_texts() -> None:
    library = scenarios_in(None)
    golden, attacks = golden_set([shipped_golden()], library), attack_set([shipped_attacks()], library)
    texts = {(pair.scenario, text) for pair in attacks.pairs for text in (pair.honest, pair.attacked)}
    texts |= {(one.scenario, one.text) for one in attacks.benign}
    said = page("how-to/measure-the-grader.md")

    assert f"each of the {golden.size} answers" in said
    assert f"each of the {len(texts)} distinct texts" in said
    assert f'rubric: "{labelled_against(library["the-hailstorm"])}"' in said


def test_the_page_of_endpoints_names_every_failure() -> None:
    said = page("reference/model-endpoints.md")

    assert [failure for failure in ModelFailure if f"| {failure} |" not in said] == []
