import pytest

from adapters.llm.capabilities import CAPS, OPTIONAL, Refused, Rung, Shape, lesser, read_refusal

FULL = Shape()


def refused(text: str = "", *, status: int = 400, code: str = "", param: str = "") -> Refused:
    return Refused(status, code, param, text)


@pytest.mark.parametrize("name", OPTIONAL)
def test_a_named_parameter_alone_is_left_out(name: str) -> None:
    assert lesser(FULL, refused(param=name), proven=False) == Shape(dropped=frozenset({name}))


def test_a_server_that_names_in_prose_is_understood() -> None:
    said = refused("Unrecognized request argument supplied: reasoning_effort")
    assert lesser(FULL, said, proven=False) == Shape(dropped=frozenset({"reasoning_effort"}))


def test_what_one_refusal_lists_is_left_out_at_once() -> None:
    body = {"detail": [{"loc": ["body", "seed"]}, {"loc": ["body", "prompt_cache_key"]}]}
    said = read_refusal(422, body)
    assert lesser(FULL, said, proven=False) == Shape(dropped=frozenset({"seed", "prompt_cache_key"}))


def test_the_other_name_of_the_cap_is_tried() -> None:
    less = lesser(FULL, refused(param="max_completion_tokens"), proven=False)
    assert less == Shape(cap=CAPS[1])
    assert lesser(Shape(cap=CAPS[1]), refused("no max_tokens of 9", status=404), proven=False) is None


@pytest.mark.parametrize("text", ["response_format is not supported", "failed to parse grammar"])
@pytest.mark.parametrize("status", [400, 404, 422])
def test_a_form_that_is_not_known_is_a_rung_down(text: str, status: int) -> None:
    less = lesser(FULL, refused(text, status=status), proven=True)
    assert less == Shape(rung=Rung.SCHEMA)


def test_a_refusal_that_names_nothing_leads_down_to_the_least() -> None:
    rungs, shape = [], FULL
    while less := lesser(shape, refused("Bad request."), proven=False):
        shape = less
        rungs.append(shape.rung)

    assert rungs == [Rung.SCHEMA, Rung.OBJECT, Rung.PLAIN, Rung.PLAIN]
    assert shape == Shape(Rung.PLAIN, frozenset(OPTIONAL), CAPS[1])


def test_once_a_call_was_taken_such_a_refusal_is_about_what_was_said() -> None:
    assert lesser(FULL, refused("Bad request."), proven=True) is None


@pytest.mark.parametrize("code", ["model_not_found", "content_filter", "context_length_exceeded"])
def test_no_shape_helps_against_these(code: str) -> None:
    assert lesser(FULL, refused("response_format seed", code=code), proven=False) is None


def test_every_way_down_ends() -> None:
    named = refused(" ".join((*OPTIONAL, *CAPS, "response_format")))
    shape, steps = FULL, 0
    while less := lesser(shape, named, proven=False):
        shape, steps = less, steps + 1

    assert (shape.rung, steps) == (Rung.PLAIN, 4)


def test_a_refusal_of_any_depth_can_be_read() -> None:
    deep: object = "x"
    for _ in range(5_000):
        deep = [deep]
    assert read_refusal(400, {"message": deep, "code": "deep"}).code == "deep"
