"""Reads the transcript of a round, and says all that is wrong with it."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.domain.cards import PacketCard, QuestionCard
from bot.domain.grade import Graded
from bot.domain.interview import is_aside
from bot.domain.round import ENDED, State
from tests.fakes.candidates.transcript import Does, Line, Transcript
from tests.fakes.candidates.word_runs import all_runs, rubric_runs, runs, words

ALIKE = 0.7
"""Of two questions' words, taken in threes: the same question in other clothes."""
_QUOTED = re.compile(r"You said “([^”]+)”\.?")
_ENDED = frozenset(str(state) for state in ENDED)
_PARTED = re.compile(r"there is no packet", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fault:
    rule: str
    detail: str


def faults(it: Transcript) -> list[Fault]:
    rules = (_repeated, _leaked, _dead_end, _unclean_end, _wrong_state, _lost_words, _false_quote, _kept_gone)
    return [fault for rule in rules for fault in rule(it)]


def _repeated(it: Transcript) -> Iterator[Fault]:
    keys = [line.key for line in it.lines if line.key]
    for key in {key for key in keys if keys.count(key) > 1}:
        yield Fault("repeated", f"{key} was sent twice")
    asides = {question.ask for question in it.questions if is_aside(question)}
    asks = [own_words(card) for card in it.asked if card.ask not in asides]
    for place, ask in enumerate(asks):
        for earlier in asks[:place]:
            if are_alike(ask, earlier):
                yield Fault("repeated", f"“{ask[:80]}” after “{earlier[:80]}”")
    ids = [question.id for question in it.questions]
    if len(set(ids)) < len(ids):
        yield Fault("repeated", f"the database holds {ids}")


def own_words(card: QuestionCard) -> str:
    """What a question asks, without the quote that it hangs on."""
    return _QUOTED.sub("", card.ask).strip()


def are_alike(one: str, other: str) -> bool:
    mine, theirs = runs(one, 3), runs(other, 3)
    if not mine or not theirs:
        return bool(words(one)) and words(one) == words(other)
    return len(mine & theirs) / min(len(mine), len(theirs)) >= ALIKE


def _leaked(it: Transcript) -> Iterator[Fault]:
    """Six words in a row of the rubric that the member hadn't said. A packet names the red lines crossed."""
    secret, spoken = rubric_runs(it.scenario), list[str]()
    for line in it.lines:
        if line.is_members:
            spoken.append(line.text)
            continue
        shown = line.card.red_lines if isinstance(line.card, PacketCard) else ()
        allowed = all_runs((*spoken, " ".join(spoken), *shown))
        for run in sorted((all_runs(line.text.splitlines()) & secret) - allowed)[:1]:
            yield Fault("leaked", f"“{' '.join(run)}” in “{line.text[:80]}”")


def _dead_end(it: Transcript) -> Iterator[Fault]:
    for place, line in enumerate(it.lines):
        if line.does is Does.ENDS and not _is_heard(it.lines[place + 1 :]):
            yield Fault("dead end", f"nothing came after “{line.text}”, line {place}")
    if not it.states or not set(it.states) <= _ENDED:
        yield Fault("dead end", f"it ends as {it.states}")


def _is_heard(after: Iterable[Line]) -> bool:
    following = next((line for line in after if line.does in (Does.SENDS, Does.ENDS)), None)
    return following is not None and following.does is Does.SENDS


def _unclean_end(it: Transcript) -> Iterator[Fault]:
    """A packet or a kind word: one, and only one, and nothing of the round after it."""
    ends = [place for place, line in enumerate(it.lines) if _is_end(line)]
    if len(ends) != 1:
        yield Fault("unclean end", f"{len(ends)} packets or kind words")
    elif later := [line for line in it.lines[ends[0] + 1 :] if line.does is Does.SENDS]:
        yield Fault("unclean end", f"“{later[0].text[:80]}” after the end")


def _is_end(line: Line) -> bool:
    return not line.is_members and (isinstance(line.card, PacketCard) or bool(_PARTED.search(line.text)))


def _wrong_state(it: Transcript) -> Iterator[Fault]:
    """What its member saw is what the database holds; it counts from one; a verdict concludes it."""
    # A quote is taken out of what is stored once its author has deleted the words.
    stored, seen = ([_QUOTED.sub("", one.ask).strip() for one in both] for both in (it.questions, it.asked))
    # So are a model's words, for which its author's stand in: the scenario's own, and nothing else.
    own = {one.id: one.ask for one in it.scenario.follow_ups} if it.gone else {}
    same = [
        now == then or now == own.get(question.id)
        for now, then, question in zip(stored, seen, it.questions, strict=False)
    ]
    if not all(same) or not len(seen) <= len(stored) <= len(seen) + 1:
        yield Fault("wrong state", f"{len(seen)} questions were seen, and the database holds {len(stored)}")
    numbers = [card.turn for card in it.asked]
    steps = {later - earlier for earlier, later in itertools.pairwise(numbers)}
    if numbers[:1] != [1] or not steps <= {0, 1} or max(numbers) > max(card.turns for card in it.asked):
        yield Fault("wrong state", f"questions are counted {numbers}")
    if it.packets and State.CONCLUDED not in it.states:
        yield Fault("wrong state", f"a packet arrived, and it ends as {it.states}")
    counted = [question for question in it.questions if not is_aside(question)]
    for packet in it.packets:
        if len(packet.asked) != len(counted):
            yield Fault("wrong state", f"the packet names {len(packet.asked)} questions of {len(counted)}")


def _lost_words(it: Transcript) -> Iterator[Fault]:
    """The verdict is over all that stands, in order, and over nothing else."""
    standing = it.standing()
    if it.kept != standing:
        yield Fault("lost words", f"{len(standing)} messages stand, {len(it.kept)} were kept")
    judged = it.packets and it.packets[-1].band is not None
    if judged and words(it.read[-1]) != words(" ".join(standing)):
        yield Fault("lost words", "the last reading was not over all that was said")


def _false_quote(it: Transcript) -> Iterator[Fault]:
    """What is quoted was said, word for word, and stands."""
    for place, line in enumerate(it.lines):
        for quote in _quotes_of(line):
            if not _stands(quote, it.standing(place)):
                yield Fault("false quote", f"“{quote[:120]}”")
    for outcome in it.outcomes:
        for found in outcome.criteria if isinstance(outcome, Graded) else ():
            for quote in found.quotes:
                if not _stands(quote, it.standing()):
                    yield Fault("false quote", f"the database holds “{quote[:120]}”")


def _quotes_of(line: Line) -> Iterator[str]:
    if isinstance(line.card, QuestionCard):
        yield from (quote.rstrip("… ") for quote in _QUOTED.findall(line.card.ask))
    if isinstance(line.card, PacketCard):
        yield from (quote for found in line.card.criteria for quote in found.quotes)


def _stands(quote: str, texts: Iterable[str]) -> bool:
    return " ".join(quote.split()) in " ".join(" ".join(texts).split())


def _kept_gone(it: Transcript) -> Iterator[Fault]:
    """Nothing that was deleted is shown again, and nothing of it is kept."""
    standing = all_runs(it.standing())
    gone = [(place, runs(text) - standing) for place, text in it.gone]
    for place, line in enumerate(it.lines):
        if not line.is_members and any(place > when and runs(line.text) & theirs for when, theirs in gone):
            yield Fault("deleted words", f"shown: “{line.text[:80]}”")
    for text in (*it.kept, *map(repr, it.outcomes), *(question.ask for question in it.questions)):
        if any(runs(text) & theirs for _, theirs in gone):
            yield Fault("deleted words", f"kept: “{text[:80]}”")
