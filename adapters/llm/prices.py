"""What a call costs, in millionths of a dollar."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from adapters.llm.endpoint import Endpoint
from bot.errors import UserMustAct

SHIPPED = Path(__file__).with_name("prices.toml")
SNAPSHOT = re.compile(r"-(\d{4}-\d{2}-\d{2}|\d{8}|latest)$")
NO_PRICE = 1e6
"""Rather a price for a million tokens, given for one of them."""
CHARACTERS_A_TOKEN = 3
"""Fewer than in English prose, so that an estimate is rather too dear."""


@dataclass(frozen=True, slots=True)
class Price:
    """Dollars for a million tokens, which is millionths of a dollar for one."""

    prompt: float
    cached: float
    completion: float
    known: bool = True
    """False when the model stands in no table, and the dearest that's known was taken."""

    def micros(self, prompt: int, cached: int, completion: int) -> int:
        fresh = max(prompt - cached, 0)
        return round(fresh * self.prompt + cached * self.cached + completion * self.completion)

    def guessed(self, prompt: str, completion: str) -> int:
        """For an endpoint that doesn't tell its tokens, so that a budget still means something."""
        return self.micros(len(prompt) // CHARACTERS_A_TOKEN, 0, len(completion) // CHARACTERS_A_TOKEN)


FREE = Price(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Prices:
    shipped: Mapping[str, Price]
    own: Mapping[str, Price]
    """The operator's: they outrank the shipped ones, and "costs nothing" for a server of one's own."""

    def of(self, endpoint: Endpoint) -> Price:
        names = _names(endpoint.model)
        found = next((self.own[name] for name in names if name in self.own), None)
        if found is None and endpoint.is_local:
            return FREE
        return found or next((self.shipped[name] for name in names if name in self.shipped), self._dearest())

    def _dearest(self) -> Price:
        known = [*self.shipped.values(), *self.own.values()]
        return Price(
            max(price.prompt for price in known),
            max(price.cached for price in known),
            max(price.completion for price in known),
            known=False,
        )


def read_prices(own: Path | None = None) -> Prices:
    """Raises UserMustAct when the operator's file can't be read."""
    shipped = _table(tomllib.loads(SHIPPED.read_text(encoding="utf-8")))
    if own is None:
        return Prices(shipped, {})
    try:
        return Prices(shipped, _table(tomllib.loads(own.read_text(encoding="utf-8"))))
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as wrong:
        raise UserMustAct(
            f"The prices in {own} can't be read ({type(wrong).__name__}: {wrong}). Nothing was started. "
            'Under [models] a line reads: "name" = { prompt = 1.0, cached = 0.1, completion = 4.0 }, '
            "in dollars for a million tokens."
        ) from wrong


def _table(content: Mapping[str, object]) -> dict[str, Price]:
    models = content["models"]
    if not isinstance(models, dict):
        raise TypeError("[models] is no table")
    return {name: _price(name, line) for name, line in models.items()}


def _price(name: str, line: Mapping[str, object]) -> Price:
    prompt = _amount(name, line["prompt"])
    return Price(prompt, _amount(name, line.get("cached", prompt)), _amount(name, line["completion"]))


def _amount(name: str, given: object) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given < NO_PRICE:
        raise ValueError(f"{name}: {given!r} is no price")
    return float(given)


def _names(model: str) -> tuple[str, ...]:
    """The name, and what it means without a broker's prefix and a snapshot's date."""
    bare = model.rpartition("/")[2]
    return tuple(dict.fromkeys([model, bare, SNAPSHOT.sub("", bare)]))
