"""A turn in which the member only asks: answered from the brief, or given back; their question stands."""

import re
from collections import Counter
from collections.abc import Sequence

from bot.domain.content_words import FUNCTION_WORDS, content_words, words_of
from bot.domain.quoting import sentences, shortened

MOST_ASIDES = 2
"""Of a round. A third question back is taken as the answer that it stands for."""
_LONGEST = 45
"""Words: whoever says more is answering."""
_LEAD_IN = 6
_ASKS = re.compile(
    r"^(?:(?:and|but|so|also|or|ok|okay|sorry|wait|hm+|hi|hello|well|first|just|quick question|one question"
    r"|question|before i (?:answer|start|begin))[\s,:.-]+){0,3}"
    r"(?:how|what|which|who|whom|whose|when|where|why|is|are|was|were|do|does|did|can|could|may|might|should"
    r"|shall|will|would|have|has|had|am|any)(?:'s|\u2019s)?\b",
    re.IGNORECASE,
)
_BEGS = re.compile(
    r"\b(?:give|tell|show|send|write|let) me (?:\w+ )?(?:(?:the|an?|your|some) )?(?:\w+ )?"
    r"(?:answers?|solution|rubric|hints?|criteria|levels|what to (?:say|write|answer)|see)\b"
    r"|\bwhat would you (?:say|answer|do|write|recommend|suggest)\b"
    r"|\bhow would you (?:answer|respond|solve)\b"
    r"|\b(?:answer|write|do|solve|say) (?:it|this|that|the question) for me\b"
    r"|\b(?:can|could|will|would) you (?:please )?(?:just )?(?:answer|solve|write)\b"
    r"|\bwhat(?:'s|\u2019s| is) (?:the|your) (?:\w+ )?(?:answer|solution|rubric)\b|\bshow (?:\w+ )?rubric\b"
    r"|\bwhat (?:are you|you(?:'re|\u2019re| are)) (?:looking|listening) for\b"
    r"|\bwhat do you (?:want|expect)(?: me to (?:say|write|answer)| to hear)?\s*\?",
    re.IGNORECASE,
)
_OWN = re.compile(r"(?:i|we)(?:['\u2019](?:d|ll)| would| will| ask| tell)\b", re.IGNORECASE)
_POLITE_WORDS = """hi hello ok okay sure sorry thanks thank please question questions before wait know first
    hm hmm well good interesting understood unsure idea moment"""
_POLITE = frozenset(_POLITE_WORDS.split())
_OF_AMOUNT = re.compile(
    r"\bhow (?:many|much|long|often|big|large|old|far|soon)\b|\b(?:number|share|rate|percentage|size) of\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|sixty|eighty|hundred|thousand|million|half"
    r"|none|every)\b",
    re.IGNORECASE,
)
_LEAST_GRAMMAR = 0.2
_TABLE = ("  ", "\t", "|")
_ITEM = re.compile(r"[-*\u2022\u2013]\s|\d{1,2}[.)]\s|[A-Z][.)]\s")
_SAME = 0.7
_FACT = (
    "The brief says: {it} My question still stands: {open}",
    "On that the brief has: {it} Still open: {open}",
)
_DECIDE = (
    "You decide: state your assumption and go on. My question still stands: {open}",
    "That one is yours as well: say what you assume, then go on. Still open: {open}",
)
_DECLINE = (
    "I can only ask here: the answer has to be yours. My question still stands: {open}",
    "That stays with you, I'm afraid: I may neither answer nor show what I listen for. Still open: {open}",
)


def reply(prompt: str, open_ask: str, said: str, before: int) -> str | None:
    """What is said to a turn that only asks; None when it's an answer, or enough was asked.

    `before` counts the earlier ones of the round.
    """
    if before >= MOST_ASIDES:
        return None
    still = _last_ask(open_ask)
    if _begs(said):
        return _DECLINE[before].format(open=still)
    asked = _questions(said)
    if not asked or any(_is_echo(one, (*sentences(open_ask), *sentences(prompt))) for one in asked):
        return None
    facts = _facts(prompt, " ".join(asked))
    if not facts:
        return _DECIDE[before].format(open=still)
    told = " ".join(f"\u201c{fact}\u201d." for fact in facts)
    return _FACT[before].format(it=told, open=still)


def _begs(said: str) -> bool:
    """Whether all that was said asks for the answer. What the member would ask of others is an answer."""
    every = sentences(said)
    begging = [one for one in every if _BEGS.search(one) and not _OWN.match(one)]
    rest = [one for one in every if one not in begging]
    return bool(begging) and len(words_of(said)) <= _LONGEST and all(_leads_in(one) for one in rest)


def _questions(said: str) -> list[str]:
    """The questions of a turn that holds nothing else but a few words that lead in to them."""
    every = sentences(said)
    asked = [one for one in every if one.endswith("?") and _ASKS.match(one)]
    words = words_of(said)
    grammar = sum(word in FUNCTION_WORDS for word in words)
    in_english = len(words) <= _LONGEST and grammar >= _LEAST_GRAMMAR * len(words)
    return asked if in_english and all(one in asked or _leads_in(one) for one in every) else []


def _leads_in(sentence: str) -> bool:
    words = words_of(sentence)
    return len(words) <= _LEAD_IN and not sentence.endswith("?") and not _POLITE.isdisjoint(words)


def _is_echo(asked: str, of: Sequence[str]) -> bool:
    """Whether it's the interviewer's own sentence, said back."""
    mine = set(words_of(asked))
    return any(len(mine & theirs) >= _SAME * len(mine | theirs) for theirs in (set(words_of(o)) for o in of))


def _facts(prompt: str, asked: str) -> list[str]:
    """The sentences of the brief that hold what is asked for: one, or two that do so equally."""
    units = _units(prompt)
    common = Counter(root for unit in units for root in content_words(unit))
    wanted = content_words(asked)
    if _OF_AMOUNT.search(asked):
        units = [unit for unit in units if _FIGURE.search(unit)]
    worth = {}
    for unit in units:
        shared = content_words(unit) & wanted
        if shared and len(shared) >= min(2, len(wanted)):
            worth[unit] = sum(1 / common[root] for root in shared)
    best = max(worth.values(), default=0.0)
    return [shortened(unit) for unit in units if worth.get(unit) == best][:2] if best else []


def _units(prompt: str) -> list[str]:
    """The sentences of a brief, and the lines of its tables. What it asks is no fact."""
    found: list[str] = []
    prose: list[str] = []
    fenced = False
    for line in (*prompt.splitlines(), ""):
        fence = line.lstrip().startswith("```")
        in_table = fenced or fence or line.startswith(_TABLE)
        if prose and (in_table or not line.strip() or _ITEM.match(line)):
            found += _told(" ".join(prose))
            prose = []
        if in_table:
            found.append("" if fence else " ".join(line.split()))
        elif line.strip():
            prose.append(line.strip())
        fenced ^= fence
    return [one for one in found if one]


def _told(paragraph: str) -> list[str]:
    """What a paragraph says. Its author may have broken its lines anywhere, also within a sentence."""
    return [_whole(one) for one in sentences(paragraph) if not one.endswith("?")]


def _whole(sentence: str) -> str:
    """Without a quotation mark whose other half stands in the next sentence."""
    return sentence if sentence.count('"') % 2 == 0 else sentence.replace('"', "")


def _last_ask(ask: str) -> str:
    """The sentence of a question that does the asking."""
    every = sentences(" ".join(ask.split()))
    return next((one for one in reversed(every) if one.endswith("?")), every[-1] if every else ask)
