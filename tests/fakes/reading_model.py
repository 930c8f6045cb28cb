"""A model that reads whatever of the library it is asked about, and finds the same level everywhere."""

import json
import re
from collections.abc import Iterable

from bot.domain.scenario import Scenario
from tests.fakes.honest_reply import honest
from tests.fakes.model_api import Asked
from tests.fakes.model_server import Behaviour
from tests.fakes.model_wire import Answer, completion

_SENTENCE = re.compile(r"^\[\d+\] (.*)$", re.MULTILINE)


def reads(scenarios: Iterable[Scenario], level: int = 3) -> Behaviour:
    """The scenario is known by its prompt, which stands in the question; the last is for any other."""
    known = list(scenarios)

    def behave(asked: Asked) -> Answer:
        about = next((one for one in known if one.prompt.strip() in asked.stable), known[-1])
        answer = " ".join(_SENTENCE.findall(asked.varying))
        return completion(asked, json.dumps(honest(about, answer, level)))

    return behave
