"""The answers of a whole round, from a file or from what is piped in."""

import json
import re

from adapters.cli.answer_file import read_answer
from bot.errors import UserMustAct

_DIVIDED = re.compile(r"^[ \t]*---+[ \t]*$", re.MULTILINE)


def read_answers(named: str) -> list[str]:
    """In order, and none of them empty. Raises UserMustAct when there are none to read."""
    text = read_answer(named, holds="the answers of one round")
    found = _listed(named, text) if text.lstrip().startswith("[") else _DIVIDED.split(text)
    answers = [answer.strip() for answer in found]
    if not any(answers):
        raise UserMustAct(
            f"There is no answer in {named}. Nothing was asked. Divide answers by lines of ---."
        )
    if "" in answers:
        place = answers.index("") + 1
        raise UserMustAct(
            f"Answer {place} of {len(answers)} in {named} is empty. Nothing was asked: "
            "write it, or take it out."
        )
    return answers


def _listed(named: str, text: str) -> list[str]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise UserMustAct(f"{named} begins like a JSON list, and can't be read as one: {error}.") from error
    if not all(isinstance(answer, str) for answer in found):
        raise UserMustAct(f"{named} has to be a JSON list of texts, one for each turn. Nothing was asked.")
    return list(found)
