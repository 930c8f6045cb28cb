"""The tokens as tokens.css says them, so that the page about them and their tests read no second list."""

import re
from dataclasses import dataclass

from adapters.web.look.files import FILES

DECLARED = re.compile(r"^  --([a-z0-9-]+): ([^;]+);$", re.MULTILINE)
BY_DAY_AND_NIGHT = re.compile(r"light-dark\((#[0-9a-f]{6,8}), (#[0-9a-f]{6,8})\)")


@dataclass(frozen=True, slots=True)
class Colour:
    name: str
    day: str
    night: str


@dataclass(frozen=True, slots=True)
class Tokens:
    colours: tuple[Colour, ...]
    others: tuple[tuple[str, str], ...]
    """Name and value."""

    def colour(self, name: str) -> Colour:
        return next(colour for colour in self.colours if colour.name == name)


def read(style: str) -> Tokens:
    """Those of the first rule; later ones only answer to what somebody prefers."""
    colours, others = [], []
    for name, value in DECLARED.findall(style.partition("}")[0]):
        pair = BY_DAY_AND_NIGHT.fullmatch(value)
        if pair:
            colours.append(Colour(name, *pair.groups()))
        else:
            others.append((name, value))
    return Tokens(tuple(colours), tuple(others))


TOKENS = read(FILES.named["tokens.css"].content.decode())
