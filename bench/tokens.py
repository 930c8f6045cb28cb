"""What a daily grade takes, in tokens: every shipped scenario, with its own strong answer and a full reply.

Counted with the vocabulary of `o200k_base` that the package rs_bpe ships; a provider adds a few tokens for
the frame of a message, and counts the schema in a way of its own.
"""

import json
import sys
from collections.abc import Callable
from importlib import import_module
from statistics import median

from bench.start import OVER
from bot.domain.scenario import Scenario
from bot.grading.by_model.intake import clean
from bot.grading.by_model.prompt import question
from bot.library.library import load, shipped
from tests.fakes.model_replies import reply_of

MOST_IN, LEAST_STABLE, MOST_OUT = 6_000, 0.6, 2_000
_NONCE = "0123456789abcdef" * 2
_WORDY = (
    "You say what you would do and stop before you say what it costs, who pays for it, who decides and what "
    "you would look at next to know."
)

Count = Callable[[str], int]


def measure_tokens() -> dict[str, object]:
    """Tokens in, the share of them that every answer to a scenario shares, and tokens out."""
    count = counter()
    rows = {scenario.id: _row(scenario, count) for scenario in load([shipped()]).scenarios.values()}
    most_in, most_out = (max(row[place] for row in rows.values()) for place in (0, 2))
    stable = min(row[1] / row[0] for row in rows.values())
    within = most_in <= MOST_IN and most_out <= MOST_OUT and stable >= LEAST_STABLE
    over = f"A grade takes over {MOST_IN} tokens in or {MOST_OUT} out, or too few of them are stable."
    return {
        "most tokens in": most_in,
        "least stable share": round(stable, 3),
        "most tokens out": most_out,
        OVER: "" if within else over,
        "median tokens in": median(row[0] for row in rows.values()),
        "median tokens out": median(row[2] for row in rows.values()),
        **{
            name: f"{total} in ({same / total:.0%} stable), {out} out"
            for name, (total, same, out) in rows.items()
        },
    }


def counter() -> Count:
    """The tokenizer. Ends the process with a sentence where it isn't installed."""
    try:
        shipped_vocabulary = import_module("rs_bpe.bpe").openai
    except ImportError:
        sys.exit("Nothing was counted: the package rs-bpe isn't here. `make bench` installs it.")
    encoding = shipped_vocabulary.o200k_base()
    return lambda text: len(encoding.encode(text))


def _row(scenario: Scenario, count: Count) -> tuple[int, int, int]:
    text = scenario.answers.strong.text
    asked = question(scenario, clean(text), nonce=lambda: _NONCE)
    stable = count(asked.stable) + count(json.dumps(asked.schema, separators=(",", ":")))
    levels = {criterion.id: 3 for criterion in scenario.criteria}
    reply = json.loads(reply_of(scenario, levels, text, one_change=_WORDY))
    for criterion in reply["criteria"].values():
        criterion["missing"] = _WORDY
    return stable + count(asked.varying), stable, count(json.dumps(reply))
