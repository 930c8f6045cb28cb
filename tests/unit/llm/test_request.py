from adapters.llm.capabilities import Rung, Shape
from adapters.llm.endpoint import Endpoint
from adapters.llm.request import request
from bot.domain.model import Question
from tests.fakes.model_api import Api, Asked

ASKED = Question("grade", "The rubric.", "The answer.", {"type": "object", "properties": {}, "required": []})
HERE = Endpoint("m", effort="low")


def test_what_is_stable_stands_first_and_has_a_key_of_its_own() -> None:
    one = request(ASKED, HERE, Shape())
    other = request(Question("grade", "The rubric.", "Another.", ASKED.schema), HERE, Shape())

    assert [part["content"] for part in one["messages"]] == ["The rubric.", "The answer."]
    assert one["prompt_cache_key"] == other["prompt_cache_key"]
    assert request(Question("g", "B", "", {}), HERE, Shape())["prompt_cache_key"] != one["prompt_cache_key"]


def test_each_rung_asks_for_less() -> None:
    forms = [request(ASKED, HERE, Shape(rung)).get("response_format", {}) for rung in Rung]
    assert [form.get("type") for form in forms] == ["json_schema", "json_schema", "json_object", None]
    assert [form.get("json_schema", {}).get("strict") for form in forms] == [True, None, None, None]


def test_where_no_schema_can_be_sent_it_is_told() -> None:
    told = request(ASKED, HERE, Shape(Rung.OBJECT))["messages"][0]["content"]
    assert told.startswith("The rubric.")
    assert '"properties": {}' in told


def test_what_was_dropped_is_not_sent_and_an_effort_that_is_not_set_neither() -> None:
    asked = request(ASKED, Endpoint("m"), Shape(dropped=frozenset({"seed"}), cap="max_tokens"))
    assert not asked.keys() & {"seed", "reasoning_effort", "max_completion_tokens"}
    assert asked["max_tokens"] == ASKED.most_tokens


def test_half_a_character_does_not_keep_an_answer_from_being_sent() -> None:
    asked = request(Question("g", "stable", "half \ud83d\x00", {}), HERE, Shape())
    assert asked["messages"][1]["content"] == "half \ufffd\ufffd"


def test_the_strict_fake_takes_it() -> None:
    schema = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
    asked = request(Question("grade", "a", "b", schema), Endpoint("fake-model", effort="low"), Shape())
    headers = {"authorization": "Bearer sk-fake"}
    assert Api().fault(Asked("/v1/chat/completions", headers, asked)) is None
