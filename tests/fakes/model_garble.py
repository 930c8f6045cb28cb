"""An honest reply, spoilt in its words: (what was done, how, whether it may be read all the same)."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

Reply = dict[str, Any]
Spoil = Callable[[Reply], str]

ZERO_WIDTH, CYRILLIC_E, HALF = "\u200b", "\u0435", "\ud83d"


def changed(change: Callable[[Reply], object]) -> Spoil:
    """A copy of the reply, changed in place, as JSON."""

    def spoil(reply: Reply) -> str:
        copy = deepcopy(reply)
        change(copy)
        return json.dumps(copy)

    return spoil


def first(reply: Reply) -> Reply:
    """The first criterion's part."""
    part: Reply = next(iter(reply["criteria"].values()))
    return part


def renamed(reply: Reply, name: Callable[[str], str]) -> None:
    reply["criteria"] = {name(key): value for key, value in reply["criteria"].items()}


def _every_quote(reply: Reply, quote: str) -> None:
    for part in reply["criteria"].values():
        part["quotes"] = [quote]


def _twice(reply: Reply) -> str:
    key, part = next(iter(reply["criteria"].items()))
    best = json.dumps({**part, "level": 4})
    text = json.dumps(reply)
    return text.replace('"criteria": {', f'"criteria": {{"{key}": {best}, ', 1)


def _drop_one(reply: Reply) -> None:
    reply["criteria"].pop(next(iter(reply["criteria"])))


INVENTED = "We measured the false refusals in every county by hour and wrote the rollback rule before launch."

GARBLED: tuple[tuple[str, Spoil, bool], ...] = (
    ("fenced", lambda reply: f"```json\n{json.dumps(reply)}\n```", True),
    ("prose around it", lambda reply: f"Here is the grade:\n{json.dumps(reply)}\nHope that helps!", False),
    ("prose alone", lambda _reply: "A strong answer. 4 out of 4.", False),
    ("cut, and called complete", lambda reply: json.dumps(reply)[:-40], False),
    ("the schema ignored", lambda _reply: '{"score": 100, "verdict": "strong yes"}', False),
    ("a number alone", lambda _reply: "97", False),
    ("a list", lambda reply: json.dumps([reply]), False),
    ("wrong ids", changed(lambda reply: renamed(reply, lambda key: f"{key}-x")), False),
    ("a missing criterion", changed(_drop_one), False),
    ("an extra criterion", changed(lambda r: r["criteria"].update(charm=first(r))), False),
    ("an extra key", changed(lambda r: r.update(total=100)), False),
    ("a level beyond the scale", changed(lambda r: first(r).update(level=9)), False),
    ("a level below it", changed(lambda r: first(r).update(level=-1)), False),
    ("half a level", changed(lambda r: first(r).update(level=2.5)), False),
    ("a level in words", changed(lambda r: first(r).update(level="senior")), False),
    ("a level that is true", changed(lambda r: first(r).update(level=True)), False),
    ("no level", changed(lambda r: first(r).update(level=None)), False),
    ("a level of NaN", lambda r: json.dumps(r).replace('"level": ', '"level": NaN, "was": ', 1), False),
    ("an endless confidence", changed(lambda r: first(r).update(confidence=float("inf"))), False),
    ("a confidence of 1000", changed(lambda r: first(r).update(confidence=1000)), False),
    ("quotes that are numbers", changed(lambda r: first(r).update(quotes=[1, 2])), False),
    ("a key twice", _twice, False),
    (
        "a zero-width space in an id",
        changed(lambda r: renamed(r, lambda k: k[:1] + ZERO_WIDTH + k[1:])),
        False,
    ),
    ("a look-alike letter in an id", changed(lambda r: renamed(r, lambda k: CYRILLIC_E + k[1:])), False),
    ("nested without end", lambda _reply: "[" * 50_000 + "]" * 50_000, False),
    ("a byte order mark", lambda reply: "\ufeff" + json.dumps(reply), False),
    ("half a character", changed(lambda r: r.update(one_change=f"Split the switch {HALF} there.")), True),
    ("a null character", changed(lambda r: r.update(one_change="Split the switch \x00 there.")), True),
    ("invented quotes", changed(lambda r: _every_quote(r, INVENTED)), True),
)
