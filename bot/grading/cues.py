"""The cue language: word groups, compiled once for a scenario and looked up word by word."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bot.grading.negation import negators
from bot.grading.stems import american, american_start, stem
from bot.grading.tokens import Token, words_of
from bot.grading.words import listed

_ELEMENT = re.compile(r"<(?P<kind>\w+)>|(?P<word>[^\s<>*]+)(?P<star>\*)?")
_PARTICLES = listed("off back out down up on over in away through aside")
_SHORTEST_PREFIX = 2
_GAP, _PARTICLE_GAP = 1, 3
"""Words that may stand inside an alternative: "turn the feature off" is "turn off"."""
_WAYS = 2
"""Places from either end of a sentence at which a group is looked at again."""


@dataclass(frozen=True, slots=True)
class Element:
    """One word of an alternative: an exact stem, the start of a word, a kind of figure, or what it tells."""

    stem: str = ""
    prefix: str = ""
    kind: str = ""

    def fits(self, token: Token) -> bool:
        if self.kind:
            return self.kind in token.kinds or self.kind in token.roles
        if self.prefix:
            spelled = american(token.word)
            return token.word.startswith(self.prefix) or spelled.startswith(american_start(self.prefix))
        return self.stem == token.stem


Alternative = tuple[Element, ...]
Places = tuple[int, ...]
Spans = dict[int, list[Places]]
"""For each group that a sentence holds, the words by which it does."""


@dataclass(frozen=True, slots=True)
class CompiledCue:
    level: int
    groups: tuple[int, ...]


@dataclass(slots=True)
class Matcher:
    """All word groups of a rubric; each distinct group is looked up once per sentence."""

    _numbers: dict[str, int] = field(default_factory=dict)
    _stems: dict[str, list[tuple[int, Alternative]]] = field(default_factory=lambda: defaultdict(list))
    _prefixes: dict[str, list[tuple[int, Alternative]]] = field(default_factory=lambda: defaultdict(list))
    _kinds: dict[str, list[tuple[int, Alternative]]] = field(default_factory=lambda: defaultdict(list))

    def cue(self, level: int, groups: Iterable[str]) -> CompiledCue:
        """Compile a cue and take its groups into the tables."""
        return CompiledCue(level, tuple(self._group(text) for text in groups))

    def spans(self, tokens: Sequence[Token], copied: frozenset[int] = frozenset()) -> Spans:
        """Every group that these words hold, and where; copied words hold none."""
        found: Spans = {}
        for place, token in enumerate(tokens):
            for group, alternative in self._starting(token):
                places = _match(alternative, tokens, place)
                if places and copied.isdisjoint(places):
                    found.setdefault(group, []).append(places)
        return found

    def _group(self, text: str) -> int:
        if text not in self._numbers:
            self._numbers[text] = len(self._numbers)
            for alternative in text.split("|"):
                for elements in _variants(_elements(alternative)):
                    self._file(self._numbers[text], elements)
        return self._numbers[text]

    def _file(self, group: int, elements: Alternative) -> None:
        first = elements[0]
        if first.kind:
            self._kinds[first.kind].append((group, elements))
        elif first.prefix:
            for prefix in {first.prefix, american_start(first.prefix)}:
                self._prefixes[prefix].append((group, elements))
        else:
            self._stems[first.stem].append((group, elements))

    def _starting(self, token: Token) -> Iterator[tuple[int, Alternative]]:
        yield from self._stems.get(token.stem, ())
        for kind in (*token.kinds, *token.roles):
            yield from self._kinds.get(kind, ())
        for word in {token.word, american(token.word)}:
            for end in range(_SHORTEST_PREFIX, len(word) + 1):
                yield from self._prefixes.get(word[:end], ())


def matches(cue: CompiledCue, spans: Spans, tokens: Sequence[Token]) -> bool:
    """Whether a sentence holds every group of a cue, each by words of its own that nothing takes back."""
    for group in cue.groups:  # Most cues aren't there, and to tell that must cost next to nothing.
        if group not in spans:
            return False
    return any(True for _ in _apart(_standing(cue, spans, tokens), ()))


def ways(cue: CompiledCue, spans: Spans, tokens: Sequence[Token]) -> Iterator[Places]:
    """The words by which a sentence holds a cue; where there are many ways, some of them."""
    choices = _standing(cue, spans, tokens)
    yield from _apart([_first_and_last(choice) for choice in choices], ())


def _standing(cue: CompiledCue, spans: Spans, tokens: Sequence[Token]) -> list[list[Places]]:
    """For each group, what the sentence does not take back."""
    choices = [spans.get(group, []) for group in cue.groups]
    if not all(choices):
        return [[]]
    said = {place for spans_of_group in choices for span in spans_of_group for place in span}
    standing = [[s for s in choice if not negators(tokens, s[0]) - said] for choice in choices]
    return sorted(standing, key=len)


def _first_and_last(choice: list[Places]) -> list[Places]:
    return choice if len(choice) <= 2 * _WAYS else choice[:_WAYS] + choice[-_WAYS:]


def _apart(choices: Sequence[list[Places]], taken: Places) -> Iterator[Places]:
    if not choices:
        yield taken
        return
    for span in choices[0]:
        if set(taken).isdisjoint(span):
            yield from _apart(choices[1:], taken + span)


def _elements(alternative: str) -> Alternative:
    elements: list[Element] = []
    for match in _ELEMENT.finditer(alternative):
        if match["kind"]:
            elements.append(Element(kind=match["kind"].lower()))
            continue
        elements.extend(_word_elements(match["word"], starred=bool(match["star"])))
    return tuple(elements)


@lru_cache(maxsize=20_000)
def _word_elements(word: str, *, starred: bool) -> Alternative:
    tokens = words_of(word)
    elements = [Element(stem=token.stem) for token in tokens]
    if starred and tokens:
        elements[-1] = Element(prefix=tokens[-1].word)
    return tuple(elements)


def _variants(elements: Alternative) -> Iterator[Alternative]:
    """The alternative itself, and "handoff" for "hand off"."""
    if elements:
        yield elements
    match elements:
        case (Element(stem=verb), Element(stem=particle)) if verb and particle in _PARTICLES:
            yield (Element(stem=stem(verb + particle)),)


def _match(alternative: Alternative, tokens: Sequence[Token], place: int) -> Places:
    """The words by which the alternative starts here and ends, if it does."""
    places = [place]
    for element in alternative[1:]:
        step = _next(element, tokens, places[-1] + 1)
        if step < 0:
            return ()
        places.append(step)
    return tuple(places)


def _next(element: Element, tokens: Sequence[Token], here: int) -> int:
    gap = _PARTICLE_GAP if element.stem in _PARTICLES else _GAP
    for step in range(here, min(here + gap + 1, len(tokens))):
        if element.fits(tokens[step]):
            return step
        if tokens[step].word == "not" or (step + 1 < len(tokens) and tokens[step + 1].after_break):
            return -1
    return -1
