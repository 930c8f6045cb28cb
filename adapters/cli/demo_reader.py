"""Who reads the answers in the demo. The only place that chooses."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.grading.grader import AutomaticGrader
from bot.ports import Grader

ASKED_FOR_A_MODEL = ("OPENAI_API_KEY", "OPENAI_BASE_URL")


@dataclass(frozen=True, slots=True)
class Reader:
    grader: Grader
    says: str
    """In a sentence, for the page and the terminal."""


def reader_of(environ: Mapping[str, str]) -> Reader:
    asked = [name for name in ASKED_FOR_A_MODEL if environ.get(name)]
    says = "Answers are read by the automatic check; no key is needed."
    if asked:
        says = (
            f"Answers are read by the automatic check. {' and '.join(asked)} will be used once a model can "
            "read them, which comes with a later version; nothing is sent anywhere now."
        )
    return Reader(AutomaticGrader(), says)
