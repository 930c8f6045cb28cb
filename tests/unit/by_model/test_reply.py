import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.scenario import Scenario
from bot.grading.by_model.ladder import Unreadable
from bot.grading.by_model.reply import MOST_QUOTES, parse
from bot.grading.by_model.schema import reply_schema
from tests.fakes.kept import daily
from tests.fakes.model_replies import reply_of
from tests.unit.by_model.honest import ANSWER

HAILSTORM = next(s for s in daily().scenarios.values() if s.id == "the-hailstorm")


def levels(scenario: Scenario, level: int = 2) -> dict[str, int]:
    return {criterion.id: level for criterion in scenario.criteria}


def good(scenario: Scenario) -> Any:
    return json.loads(reply_of(scenario, levels(scenario), ANSWER))


def test_a_reply_is_read_in_the_rubrics_order_whatever_its_own(scenario: Scenario) -> None:
    given_backwards = good(scenario)
    given_backwards["criteria"] = dict(reversed(given_backwards["criteria"].items()))

    read = parse(json.dumps(given_backwards), scenario)

    assert [found.criterion_id for found in read.criteria] == [c.id for c in scenario.criteria]


@pytest.mark.parametrize("wrapped", ["```json\n{}\n```", "```\n{}\n```\n", "<think>hm {{</think>\n{}"])
def test_one_fence_and_one_thought_are_forgiven(scenario: Scenario, wrapped: str) -> None:
    text = wrapped.replace("{{", "(").replace("{}", json.dumps(good(scenario)))

    assert parse(text, scenario) == parse(json.dumps(good(scenario)), scenario)


def spoilt(scenario: Scenario) -> dict[str, str]:
    """Replies with one thing wrong with each."""
    first, other = (criterion.id for criterion in scenario.criteria[:2])
    changes: dict[str, Any] = {}
    for name, change in {
        "level outside": {"level": 5},
        "level as text": {"level": "4"},
        "level as truth": {"level": True},
        "level as fraction": {"level": 3.5},
        "no level": {"level": None},
        "confidence outside": {"confidence": 101},
        "quotes no list": {"quotes": "We stop it."},
        "quote no text": {"quotes": [1]},
        "check unknown": {"checks": {"invented": "yes"}},
        "check neither": {"checks": {c.id: "maybe" for c in scenario.criteria[0].checks}},
        "one field more": {"score": 100},
    }.items():
        changes[name] = good(scenario)
        changes[name]["criteria"][first] |= change
    for name in ("criterion missing", "criterion unknown", "total"):
        changes[name] = good(scenario)
    del changes["criterion missing"]["criteria"][other]
    changes["criterion unknown"]["criteria"]["invented"] = changes["criterion unknown"]["criteria"].pop(other)
    changes["total"]["score"] = 100
    return {name: json.dumps(change) for name, change in changes.items()}


@pytest.mark.parametrize("name", sorted(spoilt(HAILSTORM)))
def test_what_is_not_exactly_as_asked_is_refused(name: str) -> None:
    with pytest.raises(Unreadable):
        parse(spoilt(HAILSTORM)[name], HAILSTORM)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "The answer is strong.",
        '{"criteria": NaN}',
        '{"criteria": Infinity}',
        '{"a": 1, "a": 2}',
        "[" * 5_000,
        '{"a":' * 5_000,
        "9" * 70_000,
        '{"level": ' + "9" * 5_000 + "}",
        "<html><body>502</body></html>",
        'Here it is: {"criteria": {}}',
    ],
)
def test_what_is_no_reply_is_refused(scenario: Scenario, text: str) -> None:
    with pytest.raises(Unreadable):
        parse(text, scenario)


def test_double_keys_are_refused_wherever_they_stand(scenario: Scenario) -> None:
    text = json.dumps(good(scenario)).replace('"level": 2', '"level": 2, "level": 4', 1)

    with pytest.raises(Unreadable, match="twice"):
        parse(text, scenario)


def test_more_quotes_than_asked_for_are_left_out(scenario: Scenario) -> None:
    reply = good(scenario)
    reply["criteria"]["contain"]["quotes"] = [f"quote number {number}" for number in range(9)]

    assert len(parse(json.dumps(reply), scenario).criteria[0].quotes) == MOST_QUOTES


def test_a_refusal_holds_no_word_of_the_reply(scenario: Scenario) -> None:
    reply = good(scenario)
    reply["criteria"]["contain"]["level"] = "secret words of a member"

    with pytest.raises(Unreadable) as refused:
        parse(json.dumps(reply), scenario)
    assert "secret" not in str(refused.value)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda kids: st.lists(kids) | st.dictionaries(st.text(), kids),
        max_leaves=20,
    )
)
def test_no_json_whatever_breaks_the_reader(value: object) -> None:
    with pytest.raises(Unreadable):
        parse(json.dumps(value), HAILSTORM)


def test_the_schema_asks_for_quotes_before_the_level_and_for_nothing_strict_mode_lacks(
    scenario: Scenario,
) -> None:
    schema = reply_schema(scenario)
    criterion = schema["properties"]["criteria"]["properties"]["contain"]

    assert list(criterion["properties"]) == ["quotes", "missing", "checks", "level", "confidence"]
    for part in objects(schema):
        assert part["additionalProperties"] is False
        assert part["required"] == list(part["properties"])


def objects(schema: dict[str, Any]) -> list[dict[str, Any]]:
    inner = [found for part in schema.get("properties", {}).values() for found in objects(part)]
    return [schema, *inner] if schema["type"] == "object" else inner
