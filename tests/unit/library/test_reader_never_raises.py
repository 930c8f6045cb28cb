"""Whatever a file holds, reading it gives a scenario, or problems on lines that it has."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.library.read import Source, parse

FILE = Path("cold-flats.yaml")
SIGNS = st.text(alphabet="ab:-|>[]{}'\"#&*!%@`?, \n\t\r\\0nTé\u2028\ud7ff", max_size=60)
SCALARS = st.one_of(
    st.sampled_from(["no", "~", "", "1.5", "1e400", ".nan", ".inf", "0b_", "1:90", "2024-13-99", "9" * 5000]),
    st.sampled_from(["=", "<<", "*a", "&a", "!b", "[", "}", "\u2029", "- x", "'", '"', "|", "a: b"]),
)


def accept(data: bytes) -> None:
    found = parse(data, FILE)
    if isinstance(found, Source):
        return
    assert found
    assert list(found) == sorted(found)
    assert all(1 <= problem.line <= data.count(b"\n") + data.count(b"\r") + 1 for problem in found)
    assert all(problem.message and problem.mend for problem in found)


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    accept(data)


@given(SIGNS)
def test_any_yaml_signs(text: str) -> None:
    accept(text.encode())


@given(data=st.data())
@settings(max_examples=60)
def test_a_scenario_with_a_piece_replaced(example: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(example)))
    length = data.draw(st.integers(0, 40))

    accept((example[:start] + data.draw(SIGNS) + example[start + length :]).encode())


@given(data=st.data())
@settings(max_examples=60)
def test_a_scenario_with_a_value_replaced(example: str, data: st.DataObject) -> None:
    lines = example.splitlines()
    place = data.draw(st.integers(0, len(lines) - 1))
    name, colon, _ = lines[place].partition(": ")
    lines[place] = name + colon + data.draw(SCALARS)

    accept("\n".join(lines).encode())
