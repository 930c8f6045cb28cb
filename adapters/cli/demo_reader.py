"""Who reads the answers in the demo, and what that means for whoever writes them. Said here alone."""

from dataclasses import dataclass, replace

from adapters.configured.models import with_grader
from adapters.llm import endpoint, read_prices
from adapters.llm.endpoint import Endpoint
from adapters.llm.prices import FREE, Price
from adapters.main import Parts
from adapters.settings import Settings
from bot.practice.core import Timings

AUTOMATIC = (
    "Answers are read by the automatic check; no key is needed, nothing is sent anywhere, and "
    "it costs nothing."
)
PROMPT_TOKENS, CACHED_TOKENS, REPLY_TOKENS = 5_500, 3_500, 1_500
"""Of an answer of the usual length: rather more than is measured."""
MICROS_A_CENT = 10_000


@dataclass(frozen=True, slots=True)
class Reader:
    settings: Settings
    by_model: bool
    says: str
    """In sentences, for the page and the terminal."""

    def reads(self, parts: Parts) -> Parts:
        """The parts with this reader in them. Call it inside the event loop."""
        return with_grader(parts, self.settings)

    def patient(self, timings: Timings) -> Timings:
        """A model takes its time; the check next door, which hasn't answered by then, was killed."""
        usual = Timings()
        if not self.by_model:
            return timings
        return replace(
            timings,
            lease=usual.lease,
            grading=usual.grading,
            grading_lease=usual.grading_lease,
            turn=usual.turn,
        )


def reader_of(settings: Settings) -> Reader:
    """Raises UserMustAct when the settings name a model that can't be asked."""
    found = endpoint(settings.model, settings.openai_base_url, settings.openai_api_key, settings.effort)
    if found is None:
        return Reader(settings, False, AUTOMATIC)
    return Reader(settings, True, _said(found, read_prices(settings.prices).of(found)))


def _said(found: Endpoint, price: Price) -> str:
    return (
        f"Answers are read by the model {found.model}, the samples' answers too. The scenario and the answer "
        f"are sent to {found.place}, without names. {_cost(price)} When it can't be reached, answers wait "
        "for it, and the automatic check says a word meanwhile that doesn't count."
    )


def _cost(price: Price) -> str:
    if price == FREE:
        return "That is on this machine or in its network, so it costs nothing."
    if not price.known:
        return "What it costs isn't known here: look at its provider's prices."
    cents = price.micros(PROMPT_TOKENS, CACHED_TOKENS, REPLY_TOKENS) / MICROS_A_CENT
    return f"An answer costs about {cents:.1f} US cents."
