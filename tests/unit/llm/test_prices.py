from pathlib import Path

import pytest

from adapters.llm.endpoint import Endpoint
from adapters.llm.prices import FREE, Price, read_prices
from bot.errors import UserMustAct


@pytest.mark.parametrize("name", ["gpt-5-mini", "gpt-5-mini-2025-08-07", "openai/gpt-5-mini"])
def test_a_model_is_known_by_its_names(name: str) -> None:
    assert read_prices().of(Endpoint(name)) == Price(0.25, 0.025, 2.0)


def test_an_unknown_model_counts_as_the_dearest_and_says_so() -> None:
    prices = read_prices()
    found = prices.of(Endpoint("never-heard-of"))
    assert not found.known
    assert all(found.prompt >= price.prompt for price in prices.shipped.values())
    assert all(found.completion >= price.completion for price in prices.shipped.values())


def test_a_server_of_ones_own_costs_nothing_unless_the_operator_says_so(tmp_path: Path) -> None:
    here = Endpoint("gpt-5-mini", "http://localhost:11434/v1")
    own = tmp_path / "prices.toml"
    own.write_text('[models]\n"gpt-5-mini" = { prompt = 2, completion = 3 }\n', encoding="utf-8")

    assert read_prices().of(here) == FREE
    assert read_prices(own).of(here) == Price(2, 2, 3)


@pytest.mark.parametrize(
    "content", ["", "models = 3", '[models]\n"m" = 4', '[models]\n"m" = { prompt = -1, completion = 1 }', "="]
)
def test_a_file_that_cannot_be_meant_is_refused_with_the_line_that_could(
    tmp_path: Path, content: str
) -> None:
    own = tmp_path / "prices.toml"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(UserMustAct, match="Nothing was started"):
        read_prices(own)


def test_tokens_become_millionths_of_a_dollar() -> None:
    assert Price(2.0, 0.5, 8.0).micros(prompt=1_000, cached=400, completion=100) == 1_200 + 200 + 800
