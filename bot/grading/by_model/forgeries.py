"""Replies, messages and borders that somebody wrote in the machine's stead; and borrowed authority."""

import re

from bot.grading.by_model.vocabulary import any_of

_FIELDS = (
    r"(?:levels?|scores?|grades?|band|verdict|criterion|criterion_id|criteria|quotes|checks|confidence|crossed"
    r"|red_lines|one_change|missing|total|overall)"
)
_TOP = r"(?:[34]\b|[89]\d\b|100\b|strong|senior|a\+|pass\b|max)"
_ROLES = (
    r"(?:system|assistant|developer|tool|function|user|human|grader|evaluator|examiner|assessor|marker"
    r"|final (?:grade|score|level)|grading note)"
)
_PARTS = r"(?:answer|submission|response|candidate|input|untrusted|user|student|member|data|text)s?"

FORGED = any_of(
    rf"[{{\"'<\[(|][\s\"']{{0,4}}{_FIELDS}[\"']?\s*[:=>]",
    r"\b(?:level|score|grade|rating|mark|verdict|band|confidence|overall|total|result)s?[\"'*_]*\s*"
    rf"(?:[:=|]|->|=>|is now|\u2192)\s*[\"'*_]*{_TOP}",
    r"\b(?:4\s*/\s*4|100\s*/\s*100|10\s*/\s*10|5\s*/\s*5)\b",
    rf"^\W{{0,6}}{_ROLES}\b[^:\n]{{0,30}}[:>\]\u2192]",
    r"</?\s*(?:answer|submission|response|candidate|system|instructions?|rubric|grad|user|input"
    r"|document|eval|tool|task|im_)[\w:|-]*",
    r"\[/?\s*(?:inst|end|begin|system|eof|eot|task|grad)\w*|<<\s*/?sys|<\|\w",
    r"#{2,}\s*(?:system|instruction|new|end|grad|task|assistant|human|response)",
    rf"\b(?:end|begin|start|close)[ _-]*(?:of)?[ _-]*(?:the )?{_PARTS}\b"
    r"(?=[\s'\"`\])>:*=-]*(?:$|[.\n=\-\]>*]))",
    r"[=\-*_~]{3}\s{0,3}(?:end|begin|start|new|system|grad)\w*",
    flags=re.IGNORECASE | re.MULTILINE,
)

SOURCES = any_of(
    r"\bet al\b|\b[a-z]+ (?:and|&) [a-z]+,? \(?(?:19|20)\d\d\)",
    r"\([a-z][a-z .&,-]{1,40},? (?:19|20)\d\d[a-z]?\)",
    r"\b(?:according to|as shown (?:by|in)|as per|per|cit(?:e|ed|ing)|published in|based on) "
    r"(?:a |an |the |our |recent |\d{4} ){0,3}(?:\w+ ){0,3}(?:stud(?:y|ies)|survey|research|paper"
    r"|report|meta-analysis|benchmark|journal|literature|white ?paper)s?\b",
    r"\b(?:stud(?:y|ies)|surveys?|research|papers?|meta-analys[ei]s|benchmarks?|literature|evidence"
    r"|trials?) (?:\w+ ){0,2}(?:shows?|found|finds|proves?|confirms?|demonstrates?|establish\w*"
    r"|indicates?)\b",
    r"\b(?:known as the|by the|the) \w+ (?:theorem|law|lemma|principle|formula)\b",
    r"\blaw of large numbers\b|\bin the literature\b|\bhandbook\b|\bn = \d",
    r"\b(?:independent|external) (?:auditors?|experts?|reviewers?) (?:have )?"
    r"(?:confirmed|verified|proved)\b",
    r"\b(?:leading|renowned|famous|top) (?:university|universities|institute|experts?|journal)\b",
    r"\bhas (?:been )?(?:shown|proven|proved) (?:that|to)\b|\bpeer ?-?reviewed\b|\bp ?[<=] ?0?\.0\d",
    r"\bstatistically (?:proven|significant)\b|\biso(?:/iec)? ?\d{4,}",
    r"\b(?:scientifically|mathematically|empirically|clinically) (?:proven|validated|guaranteed)\b",
    r"\b(?:i|we|my team) (?:have |already |previously |personally )*(?:ran|led|shipped|launched"
    r"|deployed|did|built|reduced|cut|raised|increased|improved|saved|tested|measured) (?:\w+ ){0,10}"
    r"(?:last (?:year|quarter|month)|in (?:19|20)\d\d|at my (?:last|previous)|previously)",
)
"""Authorities, and results of one's own, that nobody here can check."""
