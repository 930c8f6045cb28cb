"""A line as it would be typed, in the fields that Discord shows for it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from adapters.discord.options import Option, options_of
from bot.domain.happenings import Command as Slash
from bot.practice.commands.table import TABLES

Options = Mapping[str, str]


def typed_options(line: str) -> tuple[str, Options] | None:
    """`debrief board last week` as a path and its options; None for what nobody can type on Discord."""
    slash, _, rest = line.removeprefix("/").partition(" ")
    word, _, behind = rest.strip().partition(" ")
    command = TABLES[Slash(slash)].get(word)
    if command is None:
        return None
    known, words = options_of(Slash(slash), command), behind.split()
    led = {one.name for one in known if one.before}
    fitting = [
        given for given in _filled(known, words) if all(one.name in given for one in known if one.required)
    ]
    best = max(fitting, key=lambda given: len(led & set(given)), default=None)
    return None if best is None else (f"{slash} {word}", best)


def _filled(known: Sequence[Option], words: Sequence[str]) -> Iterator[dict[str, str]]:
    """Every way in which the words can stand in the fields, in their order."""
    if not known:
        if not words:
            yield {}
        return
    one, rest = known[0], known[1:]
    before = one.before.split()
    if list(words[: len(before)]) == before:
        for end in range(len(before) + 1, len(words) + 1):
            value = " ".join(words[len(before) : end])
            if one.choices and value not in [typed for _, typed in one.choices]:
                continue
            for others in _filled(rest, words[end:]):
                yield {one.name: value, **others}
    yield from _filled(rest, words)


def raw_data(line: str) -> dict[str, Any]:
    """The same as an interaction's data, also for words that no client offers any more."""
    slash, _, rest = line.removeprefix("/").partition(" ")
    word, _, behind = rest.strip().partition(" ")
    given = [{"name": "words", "type": 3, "value": behind}] if behind else []
    inside = [{"name": word, "type": 1, "options": given}] if word else []
    return {"id": "1", "name": slash, "type": 1, "options": inside}
