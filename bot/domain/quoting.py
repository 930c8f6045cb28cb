"""Which of their own words a member is reminded of when the next question is asked."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.content_words import FUNCTION_WORDS, content_words, words_of

LONGEST_QUOTE = 160
_SHORTEST_CUT = 80
_LEAST_WORDS = 5
_LEAST_SHARED = 2
_LEAST_GRAMMAR = 0.2
"""Of the words of an English sentence at least so many are mere grammar: a heap of keywords has none."""
_STOP = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)[.!?]+[)\"'\u2019]*(?=\s|$)")
_LINE_END = re.compile(r"\s*\n(?!\s*[a-z])\s*")
"""Before a small letter the sentence goes on: somebody's editor broke the line."""
_BULLET = re.compile(r"^[\s>#*\u2022\u2013-]*(?:\d{1,2}[.)]\s+)?[\s*_]*")
_CLAUSE = re.compile(r"[,;:](?=\s)|\s[\u2013\u2014-](?=\s)")
_NOT_PLAIN = re.compile(
    r"[<>{}\[\]`|@\\\n\u201c\u201d]|https?:|\*\*|^\s*(?:system|assistant|user|developer)\s*:", re.IGNORECASE
)
_TO_THE_BOT = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instruction|prompt|rule|rubric|guideline|above)"
    r"|\b(?:rubric|reference answer|model answer|full marks|top marks|full score|strong yes)\b"
    r"|\b(?:interviewers?|graders?|hiring committee|system prompt|jailbreak)\b"
    r"|\byou (?:must|should|shall|will|need to|have to|can) (?:now )?"
    r"(?:give|grade|score|mark|rate|pass|answer|reply|respond|say|print|output|act|pretend|reveal|show|write)"
    r"|\b(?:give|grant|award|score|grade|rate|mark|show|tell|send) me\b"
    r"|\byou are (?:now )?(?:an?|the|my|no longer)\b"
    r"|\b(?:act|pretend|respond|reply|answer) (?:as|like)\b.{0,20}\b(?:if|ai|assistant|bot)\b",
    re.IGNORECASE,
)


def sentences(text: str) -> list[str]:
    """The sentences and bullets of a text, each verbatim, without its bullet."""
    found = []
    for line in _LINE_END.split(text):
        begin = _BULLET.match(line).end()  # type: ignore[union-attr]  # it matches the empty text too
        for stop in _STOP.finditer(line, begin):
            found.append(line[begin : stop.end()].strip())
            begin = stop.end()
        found.append(line[begin:].strip())
    return [one for one in found if one]


def is_quotable(sentence: str) -> bool:
    """Whether it's a plain statement in English: no question, no order to the interviewer, no gibberish."""
    words = words_of(sentence)
    grammar = sum(word in FUNCTION_WORDS for word in words)
    return (
        len(words) >= _LEAST_WORDS
        and not sentence.rstrip("\"')\u2019 ").endswith("?")
        and grammar >= _LEAST_GRAMMAR * len(words)
        and not _NOT_PLAIN.search(sentence)
        and not _TO_THE_BOT.search(sentence)
    )


def shortened(sentence: str) -> str:
    """The sentence without its full stop, or as much of its beginning as a quote may hold."""
    whole = sentence.rstrip(" .,;:!")
    if len(whole) <= LONGEST_QUOTE:
        return whole
    cuts = [cut.start() for cut in _CLAUSE.finditer(whole, _SHORTEST_CUT, LONGEST_QUOTE)]
    space = whole.rfind(" ", 0, LONGEST_QUOTE)
    return whole[: cuts[-1] if cuts else space if space > 0 else LONGEST_QUOTE].rstrip(" .,;:!")


def in_marks(quote: str, whole: str) -> str:
    """The quote in quotation marks, with dots where the sentence went on."""
    goes_on = len(quote) < len(whole.rstrip(" .,;:!"))
    return f"\u201c{quote}\u2026\u201d" if goes_on else f"\u201c{quote}\u201d"


@dataclass(frozen=True, slots=True)
class Quote:
    words: str
    """Verbatim."""
    marked: str
    """As it's shown."""


def fitting(said: Sequence[str], about: str, found: Iterable[str], used: Sequence[str]) -> Quote | None:
    """The words nearest to what is asked; None when none fit, or each was quoted before.

    `found` are quotes in which a grader saw something of the criterion; `used` are earlier questions.
    """
    every = [one for text in said for one in sentences(text)]
    common = Counter(word for one in set(every) for word in content_words(one))
    wanted, seen_by_grader = content_words(about), [quote.strip() for quote in found]

    def near(sentence: str) -> float:
        shared = content_words(sentence) & wanted
        seen = any(sentence in quote or quote in sentence for quote in seen_by_grader if quote)
        if len(shared) < _LEAST_SHARED and not seen:
            return 0.0
        return sum(1 / common[word] for word in shared) + seen

    best, quote = 0.0, None
    for sentence in dict.fromkeys(every):
        worth = near(sentence)
        words = shortened(sentence)
        fresh = not any(f"\u201c{words}" in earlier for earlier in used)
        if worth >= best and worth > 0 and fresh and is_quotable(sentence):
            best, quote = worth, Quote(words, in_marks(words, sentence))
    return quote
