"""The model: whether it can be reached, takes the key, knows its name, and how it can be asked."""

import asyncio
import json
from collections.abc import Iterable

from adapters.cli.checks.check import Finding, Site, bad, ok, warn
from adapters.llm import Endpoint, Prices, build_model, endpoint, read_prices
from adapters.llm.capabilities import Rung
from bot.domain.model import ModelFailure, NoReply, Question, Reply
from bot.errors import UserMustAct

NAME, SECOND = "Model", "Second model"
PATIENCE = 25.0
MICROS = 1_000_000
SCHEMA = {
    "type": "object",
    "properties": {"ready": {"type": "boolean"}},
    "required": ["ready"],
    "additionalProperties": False,
}
PROBE = Question("probe", "You are asked whether you are ready.", "Say that you are ready.", SCHEMA, 1_000)

MENDS = {
    ModelFailure.UNAUTHORISED: "Check the key, and that its account may use this model and has credit.",
    ModelFailure.UNSUPPORTED: "Check the model's name in DEBRIEF_MODEL, and that the address ends in /v1.",
    ModelFailure.RATE_LIMITED: "Wait, or lower DEBRIEF_MODEL_AT_ONCE; your provider's page shows the limits.",
    ModelFailure.TIMED_OUT: "Try again; a model that is always slow needs a lower DEBRIEF_MODEL_EFFORT.",
    ModelFailure.UNAVAILABLE: "See that it runs, and that this machine reaches the address.",
    ModelFailure.TRUNCATED: "Lower DEBRIEF_MODEL_EFFORT: it used all its room for thinking.",
}
OTHERWISE = "Try again; if it stays so, another model grades better."


def model(site: Site) -> Iterable[Finding]:
    """Asks each model that is set one short question, which costs a small part of a cent."""
    chosen = site.settings
    try:
        prices = read_prices(chosen.prices)
        first = endpoint(chosen.model, chosen.openai_base_url, chosen.openai_api_key, chosen.effort)
        second = endpoint(chosen.second_model, chosen.second_base_url, chosen.second_api_key, chosen.effort)
    except UserMustAct as wrong:
        yield bad(NAME, wrong.message, "Correct it and run this again.")
        return
    if first is None:
        yield ok(NAME, "none is set: the automatic check grades")
        return
    yield from asyncio.run(_asked(NAME, first, prices))
    if second is not None:
        yield from asyncio.run(_asked(SECOND, second, prices))


async def _asked(name: str, place: Endpoint, prices: Prices) -> list[Finding]:
    price = prices.of(place)
    asked = build_model(place, price, at_once=1)
    asked.seconds = PATIENCE
    try:
        outcome = await asked.ask(PROBE)
    finally:
        await asked.aclose()
    if isinstance(outcome, NoReply):
        return [_no_reply(name, place, outcome)]
    found = [_reply(name, place, outcome, asked.capabilities.shape.rung)]
    if not price.known:
        mend = "Name a file with your prices in DEBRIEF_PRICES; until then budgets count it as the dearest."
        found.append(warn(name, f"no price is known for {place.model}", mend))
    return found


def _no_reply(name: str, place: Endpoint, outcome: NoReply) -> Finding:
    found = f"{place.model} at {place.place}: {outcome.failure} ({outcome.detail})"
    return bad(name, found, MENDS.get(outcome.failure, OTHERWISE))


def _reply(name: str, place: Endpoint, outcome: Reply, rung: Rung) -> Finding:
    cost = f"${outcome.usage.cost_micros / MICROS:.6f}"
    found = f"{place.model} at {place.place} answers in {outcome.seconds:.1f} s, by {rung.word}, for {cost}"
    if not _fits(outcome.text):
        return warn(name, f"{found}, but not in the form that was asked for", OTHERWISE)
    return ok(name, found)


def _fits(text: str) -> bool:
    try:
        given = json.loads(text)
    except ValueError:
        return False
    return isinstance(given, dict) and isinstance(given.get("ready"), bool)
