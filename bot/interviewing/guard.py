"""Whether a question that a model worded may be asked. Refusing is cheap: the author's own is asked then."""

import re
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.domain.content_words import content_words
from bot.domain.quoting import is_quotable, sentences
from bot.domain.scenario import Scenario
from bot.grading.by_model.wording import Wording
from bot.grading.by_model.words import plain
from bot.grading.language import is_english
from bot.grading.rubric import hidden_texts
from bot.grading.sentences import split_sentences
from bot.grading.tokens import Token, words_of
from bot.interviewing.before import Before
from bot.interviewing.prompt import MOST_WORDS

LEAST_WORDS, MOST_LETTERS = 6, 600
LEAST_AIM = 0.5
"""Of the words by which the chosen question asks: with fewer it's about something else."""
LIKE = 0.5
"""Of another question's meaning: with so much of it, and no more of the chosen one's, it's that other."""
_FRAGMENT = 12
"""Words of a piece of a sentence: it needs no grammar of its own to be quoted."""
_REPORTING = content_words("say says said speak speaks spoke mean means meant")
"""By which a question goes back to what was said: they hint at nothing."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_QUOTED = re.compile(r"[\u201c\"]([^\u201c\u201d\"]+)[\u201d\"]")
_NAME = re.compile(r"(?<![.!?:\u201c\"] )(?<!^)\b[A-Z][\w-]*")
_JUDGES = re.compile(
    r"\b(?:well done|good|great|excellent|nice|strong|weak|perfect|brilliant|impressive|fair|solid|poor)"
    r" (?:answers?|points?|questions?|start|job|work|thinking|catch|idea|plan)\b"
    r"|\b(?:you are|you're|that is|that's) (?:right|wrong|correct|incorrect)\b"
    r"|\b(?:correct|exactly|impressive|well done)[,.!]"
    r"|\byou (?:missed|forgot|failed|overlooked|should have)\b",
    re.IGNORECASE,
)
_GRADING = re.compile(
    r"\b(?:rubrics?|criteri(?:on|a)|grad(?:e|es|ed|ing)|scor(?:e|es|ed|ing)|red lines?|reference answers?"
    r"|levels? \d|full marks|out of (?:10|100|ten)|hir(?:e|ed|ing)|verdict|prompt|instructions?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a model offers."""

    words: str
    goes_back_to: str


def refusal(draft: Draft, before: Before) -> str:
    """Why it can't be asked, in words for a log that hold none of the member's; empty when it may be."""
    return next((why for why, breaks in _RULES if breaks(draft, before)), "")


def _is_unplain(draft: Draft, _: Before) -> bool:
    return plain(draft.words, MOST_LETTERS) != draft.words


def _is_not_one_question(draft: Draft, _: Before) -> bool:
    words = len(draft.words.split())
    ends = draft.words.rstrip('"\u201d').endswith("?")
    return not (LEAST_WORDS <= words <= MOST_WORDS and ends and draft.words.count("?") == 1)


def _is_foreign(draft: Draft, before: Before) -> bool:
    known = frozenset(token.stem for token in words_of(before.scenario.prompt))
    return not is_english(draft.words, words_of(draft.words), known)


def _goes_back_to_nothing(draft: Draft, before: Before) -> bool:
    """The words must be the member's, plain, and those of which the question speaks."""
    quote = draft.goes_back_to
    if not is_quotable(quote) and len(quote.split()) > _FRAGMENT:
        return True
    found = Wording.of(before.said).find(quote)
    return found is None or not content_words(quote) & content_words(draft.words)


def _misquotes(draft: Draft, before: Before) -> bool:
    sources = [Wording.of(text) for text in before.open_texts]
    return any(all(one.find(quote) is None for one in sources) for quote in _QUOTED.findall(draft.words))


def _has_news(draft: Draft, before: Before) -> bool:
    """A figure or a name that nobody has named yet."""
    known = " ".join(before.open_texts)
    figures = set(_NUMBER.findall(draft.words)) - set(_NUMBER.findall(known))
    names = {name.casefold() for name in _NAME.findall(draft.words)} - {"i", "ai"}
    return bool(figures or names - set(re.findall(r"[\w-]+", known.casefold())))


def _drops_facts(draft: Draft, before: Before) -> bool:
    return not set(_NUMBER.findall(before.ask)) <= set(_NUMBER.findall(draft.words))


def _judges(draft: Draft, before: Before) -> bool:
    """Words of grading may be asked for where the scenario speaks of them, never because the member does."""
    ours = f"{before.scenario.prompt} {before.ask}".casefold()
    graded = {word.casefold() for word in _GRADING.findall(draft.words)}
    return bool(_JUDGES.search(draft.words)) or any(word not in ours for word in graded)


def _is_off_its_aim(draft: Draft, before: Before) -> bool:
    asking = [one for one in sentences(before.ask) if one.endswith("?")]
    aim = content_words(" ".join(asking) or before.ask)
    return len(aim & content_words(draft.words)) < LEAST_AIM * len(aim)


def _was_asked(draft: Draft, before: Before) -> bool:
    """Nearer to another of its questions than to the one that was chosen."""
    mine = content_words(draft.words)
    nearest = max(LIKE, _nearness(mine, before.ask))
    return any(_nearness(mine, other) >= nearest for other in (*before.asked[1:], *before.others))


def _nearness(mine: AbstractSet[str], other: str) -> float:
    """The part of the other's meaning that stands in mine."""
    theirs = content_words(other)
    return len(mine & theirs) / len(theirs) if theirs else 0.0


def _gives_away(draft: Draft, before: Before) -> bool:
    """Two words of meaning side by side as in a hidden text, which nobody has said in one sentence yet.

    So it can't share a phrase with the rubric either: one of six words holds such neighbours.
    """
    hinted = _neighbours(draft.words) & _neighbours_in(_hidden_from(before.scenario))
    told = [_roots(one.tokens) for text in before.open_texts for one in split_sentences(text)]
    return any(not any(pair <= set(roots) for roots in told) for pair in hinted)


_RULES: tuple[tuple[str, Callable[[Draft, Before], bool]], ...] = (
    ("it isn't plain text", _is_unplain),
    ("it isn't one short question", _is_not_one_question),
    ("it isn't in English", _is_foreign),
    ("it goes back to nothing that was said", _goes_back_to_nothing),
    ("it puts words into somebody's mouth", _misquotes),
    ("it brings in what nobody has named", _has_news),
    ("it leaves out what the question tells", _drops_facts),
    ("it judges", _judges),
    ("it asks about something else", _is_off_its_aim),
    ("it is another question of the scenario", _was_asked),
    ("it gives the rubric away", _gives_away),
)


def _hidden_from(scenario: Scenario) -> tuple[str, ...]:
    cues = [" ".join(group) for one in scenario.criteria for cue in one.cues for group in cue.all]
    return (*hidden_texts(scenario), *cues, *(answer.text for _, answer in scenario.answers))


@lru_cache(maxsize=256)
def _neighbours_in(texts: tuple[str, ...]) -> frozenset[frozenset[str]]:
    return frozenset().union(*(_neighbours(text) for text in texts))


def _neighbours(text: str) -> frozenset[frozenset[str]]:
    """Pairs of words of a sentence that carry meaning, with nothing but grammar between them."""
    rows = (_roots(sentence.tokens) for sentence in split_sentences(text))
    return frozenset(frozenset(pair) for roots in rows for pair in pairwise(roots))


def _roots(tokens: Iterable[Token]) -> list[str]:
    return [root for token in tokens for root in content_words(token.word) if root not in _REPORTING]
