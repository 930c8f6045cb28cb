"""Management words: sentences made of them sound like work, and name nothing that anybody did."""

import re
from collections.abc import Sequence

from bot.grading.tokens import Token

_LEAST, _LEAST_SHARE = 2, 0.1
"""Such words in a sentence that is made of them: how many, and their share of all its words.

Counted over this repository: half of all sentences in the theatre of `tests/eval/plain`, and none of some
2,500 in honest answers there, in the hold-out set and in the strong and senior reference answers.
"""
_WORDS = """
stakeholders? align\\w* leverag\\w* synerg\\w* proactive\\w* holistic\\w* cross.functional\\w*
best.practices? governance guardrails? empower\\w* champion\\w* facilitat\\w* foster\\w* embrac\\w*
strateg\\w* vision roadmaps? north.star mindset culture ownership accountab\\w* transparen\\w* trust
trusted buy.in (?:data|customer|user|human|values?|privacy).(?:driven|centric|first|based)
scal(?:e|ed|es|ing|able) robust\\w* iterat\\w* continuous\\w* frameworks? resilien\\w* empath\\w*
insights? learnings journey transformati\\w* initiatives? engag\\w* impact\\w*
(?:business|user|customer|real|create).value excellence momentum sponsor\\w* executives? leadership
collaborat\\w* agile success.(?:metrics?|factors?) kpis? performance dashboards? monitor\\w* feedback
phased roll.?outs? risk.(?:assessment|appetite) mitigat\\w* comprehensive\\w* sustainabl\\w*
opportunit\\w* trade.?offs? balanc\\w* constructive\\w* dialogue communicat\\w* narrative refram\\w*
shared psychological.safety win.win takeaways? lessons.learned root.cause retrospective
action.(?:items|plan) recovery.plan task.force workshops? mobili[sz]\\w* prioriti[sz]\\w* responsib\\w*
ethic\\w* principles complian\\w* inclusive diverse in.the.loop by.design unlock\\w* potential\\w*
enabl\\w* driving.force drove spearhead\\w* orchestrat\\w* ideation end.to.end business.case adoption
visibility positioned partner\\w* optimi[sz]\\w* personali[sz]\\w* outcomes? relentless\\w* passionate
innovati\\w* cutting.edge differentiated operating.model blueprint lighthouse pragmatic\\w* structured
thorough\\w* informed.decisions? ongoing regular\\w* closely step.by.step key considerabl\\w*
significant\\w* outstanding success successful\\w* concerns? challeng\\w* expectations? process
processes effective\\w* quality risks? courage humility inspir\\w* perspectives? discussions?
conversations? objectives? confidence coalition satisfaction validat\\w* experts? secure platform
"""
_MANAGEMENT = re.compile(rf"\b(?:{'|'.join(word.replace('.', '[ ]') for word in _WORDS.split())})\b")


def is_management_word(word: str) -> bool:
    """Whether one word is of that kind."""
    return bool(_MANAGEMENT.fullmatch(word))


def is_management(tokens: Sequence[Token]) -> bool:
    """Whether a sentence is made of such words. A figure in it ties them to something that was counted."""
    if any(token.kinds for token in tokens):
        return False
    found = _MANAGEMENT.findall(" ".join(token.word for token in tokens))
    return len(found) >= max(_LEAST, _LEAST_SHARE * len(tokens))
