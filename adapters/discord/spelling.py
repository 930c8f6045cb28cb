"""Commands as Discord's own fields spell them: `/debrief-admin setup time:09:00 zone:Europe/Berlin`.

So they can be pasted there; what is typed in that way as a message is read the same.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from adapters.discord.options import Option, as_typed, typed_options
from bot.domain.happenings import Command as Slash
from bot.practice.commands.table import TABLES

Fields = Mapping[str, str]
_MOST_WORDS = 8
"""Behind a command's word; in how many ways more of them can be spread grows fast."""
_ELSEWHERE = frozenset({"link", "share"})
"""A code is for the other chat, which has no fields."""
_FORM = re.compile(r"[\[|]")
"""How something can be typed, and nothing to be typed."""
_COMMAND = re.compile(r"/(?P<slash>debrief(?:-admin)?) (?P<word>[a-z-]{1,20}) (?P<rest>\S.*)")
_SLASHES = {slash.value: slash for slash in Slash}


def in_fields(line: str) -> tuple[str, Fields] | None:
    """`debrief board last week` as a path and its fields; None for what nobody can type on Discord."""
    slash, _, rest = line.removeprefix("/").partition(" ")
    word, _, behind = rest.strip().partition(" ")
    command = TABLES[Slash(slash)].get(word)
    if command is None:
        return None
    known, words = typed_options(Slash(slash), command), behind.split()
    led = {one.name for one in known if one.before}
    fitting = [
        given for given in _filled(known, words) if all(one.name in given for one in known if one.required)
    ]
    best = max(fitting, key=lambda given: len(led & set(given)), default=None)
    return None if best is None else (f"{slash} {word}", best)


@lru_cache(maxsize=500)
def spelt(line: str) -> str:
    """A command with its fields' names; anything else as it is."""
    found = _COMMAND.fullmatch(line)
    if not found or found["word"] in _ELSEWHERE or _FORM.search(found["rest"]):
        return line
    if len(found["rest"].split()) > _MOST_WORDS:
        return line
    made = in_fields(line)
    if made is None:
        return line
    return " ".join([f"/{made[0]}", *(f"{name}:{value}" for name, value in made[1].items())])


def unspelt(text: str) -> str:
    """A command in whose text fields are named, as the core reads it; anything else as it is."""
    found = _COMMAND.fullmatch(text.strip())
    command = TABLES[_SLASHES[found["slash"]]].get(found["word"]) if found else None
    if found is None or command is None:
        return text
    known = typed_options(_SLASHES[found["slash"]], command)
    names = "|".join(re.escape(one.name) for one in known)
    pieces = re.split(rf"(?:^|\s+)({names}):\s*", found["rest"]) if names else []
    if len(pieces) < 3 or pieces[0]:  # noqa: PLR2004  nothing, a name, its value
        return text
    given = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    return f"/{found['slash']} {found['word']} {as_typed(known, given)}"


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
