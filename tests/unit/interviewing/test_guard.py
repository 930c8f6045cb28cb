"""What a model may ask in an author's place, and what it may not."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.domain.interview import Exchange, opening
from bot.domain.round import Question
from bot.domain.scenario import FollowUp, Scenario
from bot.interviewing.before import Before
from bot.interviewing.guard import Draft, refusal
from bot.library.library import all_shipped, load

_FAIR = yaml.safe_load((Path(__file__).parent / "fair_wordings.yaml").read_text(encoding="utf-8"))
_LEAST_FAIR = 14
"""Of the sixteen: a question that is refused in error costs a call, and the author's is asked."""
_LEAST_CAUGHT = 0.965
SAID = "I would keep it on for the read-only questions, and look at the numbers for a week before I decide."
PIECE = "keep it on for the read-only questions"


@pytest.fixture(scope="module")
def scenarios() -> dict[str, Scenario]:
    return {str(name): one for name, one in load(all_shipped()).scenarios.items()}


def before(scenario: Scenario, follow_up: FollowUp, said: str = SAID) -> Before:
    chosen = Question(follow_up.id, follow_up.asked_by, follow_up.ask)
    return Before(scenario, [Exchange(opening(scenario), said)], chosen)


@dataclass(frozen=True, slots=True)
class Case:
    draft: Draft
    before: Before


@pytest.fixture
def case(scenarios: dict[str, Scenario]) -> Case:
    return _case(scenarios, "five-of-eighteen")


def _case(scenarios: dict[str, Scenario], name: str) -> Case:
    it: dict[str, Any] = next(one for one in _FAIR if one["scenario"] == name)
    scenario = scenarios[name]
    follow_up = next(one for one in scenario.follow_ups if one.id == it["follow_up"])
    return Case(Draft(it["question"], it["goes_back_to"]), before(scenario, follow_up, it["said"]))


def test_most_fair_wordings_may_be_asked(scenarios: dict[str, Scenario]) -> None:
    found = Counter(refusal(case.draft, case.before) for case in _cases(scenarios))
    assert found.total() == len(_FAIR)
    assert found[""] >= _LEAST_FAIR, found


def _cases(scenarios: dict[str, Scenario]) -> Iterator[Case]:
    return (_case(scenarios, one["scenario"]) for one in _FAIR)


@pytest.mark.parametrize(
    ("instead", "why"),
    [
        (lambda words: f"**{words}", "it isn't plain text"),
        (lambda words: f"{words} See https://example.org for more, will you?", "it isn't plain text"),
        (lambda words: f"{words} And why?", "it isn't one short question"),
        (lambda words: words.rstrip("?") + ".", "it isn't one short question"),
        (lambda words: words.rstrip("?") + " and so on" * 15 + "?", "it isn't one short question"),
        (lambda words: f"Good point. {words}", "it judges"),
        (lambda words: f"That's right: {words}", "it judges"),
        (lambda words: f"You missed the interpreters. {words}", "it judges"),
        (lambda words: f"For a higher score: {words}", "it judges"),
        (lambda words: words.replace("48", "52"), "it brings in what nobody has named"),
        (lambda words: words.replace("they", "Zebulon").replace("They", "Zebulon"), ""),
        (
            lambda words: words.replace("in Dari, with", "in Dari for Zebulon, with"),
            "it brings in what nobody",
        ),
        (lambda words: words.replace("48 more", "more"), "it leaves out what the question tells"),
        (
            lambda words: f"You said \u201clet us buy another model\u201d. {words}",
            "it puts words into somebody",
        ),
    ],
)
def test_what_breaks_a_rule_is_refused(case: Case, instead: Any, why: str) -> None:
    assert refusal(case.draft, case.before) == ""
    spoilt = replace(case.draft, words=instead(case.draft.words))
    assert refusal(spoilt, case.before).startswith(why)


def test_it_goes_back_to_words_that_were_said(case: Case) -> None:
    for quote in ("", "We bought another model last year", "Dari stays on in Marseille until two"):
        spoilt = replace(case.draft, goes_back_to=quote)
        assert refusal(spoilt, case.before) == "it goes back to nothing that was said"


def test_it_is_in_english(case: Case) -> None:
    words = "Dari vuelve esta tarde con 48 m\u00e1s, y qu\u00e9 pasa con su palabra de la ma\u00f1ana?"
    assert refusal(replace(case.draft, words=words), case.before) == "it isn't in English"


def test_it_asks_what_was_chosen(case: Case) -> None:
    words = "You speak of Dari and of interpreters and of 48. What would you have for lunch in Marseille?"
    assert refusal(replace(case.draft, words=words), case.before) == "it asks about something else"


def test_another_question_of_the_scenario_is_never_asked_instead(scenarios: dict[str, Scenario]) -> None:
    asked = 0
    for scenario in scenarios.values():
        for chosen in scenario.follow_ups:
            for other in scenario.follow_ups:
                if other.id != chosen.id:
                    draft = Draft(other.ask.replace("?", ",").rstrip(" ,.") + "?", PIECE)
                    assert refusal(draft, before(scenario, chosen)), (scenario.id, chosen.id, other.id)
                    asked += 1
    assert asked > 2_000


def test_the_rubric_is_not_told(scenarios: dict[str, Scenario]) -> None:
    """Levels and checks as hints. What gets through says one thing in one word: “is there a threshold”."""
    found = Counter(
        bool(refusal(draft, given)) for scenario in scenarios.values() for draft, given in hints(scenario)
    )
    assert found.total() > 3_000
    assert found[True] >= _LEAST_CAUGHT * found.total(), found


def hints(scenario: Scenario) -> Iterator[tuple[Draft, Before]]:
    for one in scenario.follow_ups:
        criterion = scenario.criterion(one.criterion)
        told = [criterion.levels.strong, criterion.levels.senior, *(check.ask for check in criterion.checks)]
        ask = one.ask.replace("?", ",").rstrip(" ,.")
        for text in told:
            hint = text.rstrip(" .?")
            yield (
                Draft(f"{ask}, and would you say {hint[0].lower()}{hint[1:]}?", PIECE),
                before(scenario, one),
            )


def test_what_the_member_has_said_may_be_said_back(case: Case) -> None:
    """It gives nothing away, though the rubric has it too."""
    strong = case.before.scenario.answers.senior.text.split(". ")[0]
    words = f"{strong}, you say. {case.before.ask.replace('?', ',').rstrip(' ,')}?"
    told = replace(case.before, had=[Exchange(opening(case.before.scenario), f"{strong}.")])
    quote = " ".join(strong.split()[:10])
    assert refusal(Draft(words, quote), case.before) != ""
    assert refusal(Draft(words, quote), told) == ""
