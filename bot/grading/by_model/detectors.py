"""Looks a text over for what is meant for the grader, not for the question. It flags, and decides nothing."""

from collections import defaultdict
from collections.abc import Sequence

from bot.grading.by_model.encoded import holds_code, mixes_scripts, other_languages
from bot.grading.by_model.forgeries import FORGED, SOURCES
from bot.grading.by_model.intake import Clean
from bot.grading.by_model.lookalikes import plain
from bot.grading.by_model.phrases import BY_SIGN
from bot.grading.by_model.score_sheets import ScoreSheet
from bot.grading.by_model.signs import Sign, Signs
from bot.grading.phrases import is_about_the_answer, is_to_the_grader
from bot.grading.reading import Reading
from bot.grading.rubric import CompiledRubric
from bot.grading.signals import Signal
from bot.grading.tokens import Token, words_of

_SIGN_OF = {
    Signal.RUBRIC: Sign.LIKE_RUBRIC,
    Signal.PROMPT: Sign.PROMPT,
    Signal.GARBLED: Sign.STUFFED,
    Signal.BARE: Sign.STUFFED,
    Signal.LIST: Sign.STUFFED,
    Signal.REPEATED: Sign.REPEATED,
}
"""What the automatic check noticed about a sentence already."""
_LEAST = {Sign.PROMPT: 3, Sign.STUFFED: 3, Sign.REPEATED: 2, Sign.LIKE_RUBRIC: 3}
"""Sentences below which it's how people write."""
_LEAST_COPIED, _COPIED = 7, 0.6


def look_over(answer: Clean, readings: Sequence[Reading], rubric: CompiledRubric) -> Signs:
    """Every sign of a text; `readings` are the automatic check's, of the same sentences."""
    found: dict[Sign, set[int]] = defaultdict(set)
    sheet = ScoreSheet.of(rubric)
    for place, sentence in enumerate(answer.sentences):
        for sign in _signs(answer.text[_line_start(answer, sentence.start) : sentence.end], sheet):
            found[sign].add(place)
    for place, reading in enumerate(readings):
        for signal in reading.signals:
            if signal in _SIGN_OF:
                found[_SIGN_OF[signal]].add(place)
        if _is_copied(reading.sentence.tokens, rubric):
            found[Sign.RUBRIC].add(place)
    found[Sign.OTHER_LANGUAGE] |= other_languages(answer.sentences, answer.text)
    kept = {sign: frozenset(places) for sign, places in found.items() if len(places) >= _LEAST.get(sign, 1)}
    whole = {Sign.HIDDEN: answer.hides, Sign.LONG: answer.cut}
    return Signs(kept | {sign: frozenset() for sign, given in whole.items() if given})


def _signs(words: str, sheet: ScoreSheet) -> set[Sign]:
    found = set()
    if mixes_scripts(words):
        found.add(Sign.LOOKALIKE)
    words = plain(words)
    tokens = words_of(words)
    said = " ".join(token.word for token in tokens)
    found |= {sign for sign, pattern in BY_SIGN.items() if pattern.search(said)}
    if is_to_the_grader(tokens, ""):
        found.add(Sign.ADDRESS)
    if is_about_the_answer(tokens):
        found.add(Sign.META)
    if sheet.speaks_of_grading(tokens):
        found.add(Sign.GRADING)
    if FORGED.search(words) or sheet.is_filled_in(said):
        found.add(Sign.FORGED)
    if SOURCES.search(words.lower()):
        found.add(Sign.SOURCES)
    if holds_code(words):
        found.add(Sign.ENCODED)
    return found


def _is_copied(tokens: Sequence[Token], rubric: CompiledRubric) -> bool:
    """Word for word: whoever thinks as the rubric does resembles it, and must lose nothing by that."""
    return len(tokens) >= _LEAST_COPIED and len(rubric.hidden.copied(tokens)) > _COPIED * len(tokens)


def _line_start(answer: Clean, start: int) -> int:
    """With the mark, number or bracket that opens its line: sentences leave it out, and forgeries need it."""
    line = answer.text.rfind("\n", 0, start) + 1
    return line if not any(char.isalnum() for char in answer.text[line:start]) else start
