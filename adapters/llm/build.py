"""Models from endpoints. The SDK is loaded when the first is built: it weighs more than all that's here."""

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.llm.endpoint import Endpoint
from adapters.llm.gate import Gate
from adapters.llm.prices import Price, Prices

if TYPE_CHECKING:
    from adapters.llm.client import OpenAiModel

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Models:
    """What grades: the first, and the one that is asked when the first can't."""

    primary: "OpenAiModel"
    secondary: "OpenAiModel | None" = None

    async def aclose(self) -> None:
        """Let go of their connections."""
        await self.primary.aclose()
        if self.secondary is not None:
            await self.secondary.aclose()


def build_models(first: Endpoint, second: Endpoint | None, prices: Prices, *, at_once: int) -> Models:
    """Call it inside the event loop that will use them."""
    secondary = None if second is None else build_model(second, prices.of(second), at_once=at_once)
    return Models(build_model(first, prices.of(first), at_once=at_once), secondary)


def build_model(endpoint: Endpoint, price: Price, *, at_once: int) -> "OpenAiModel":
    from adapters.llm.client import OpenAiModel  # noqa: PLC0415  heavy, and only some processes need it

    if not price.known:
        log.warning(
            "No price is known for %s: budgets count it as the dearest that is. DEBRIEF_PRICES names a file "
            "with your own prices.",
            endpoint.model,
        )
    return OpenAiModel(endpoint, price, Gate(at_once))
