"""Any model behind an endpoint that speaks as OpenAI's does."""

from adapters.llm.build import Models, build_model, build_models
from adapters.llm.endpoint import Endpoint, endpoint
from adapters.llm.prices import Price, Prices, read_prices

__all__ = [
    "Endpoint",
    "Models",
    "Price",
    "Prices",
    "build_model",
    "build_models",
    "endpoint",
    "read_prices",
]
