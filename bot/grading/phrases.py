"""What people write instead of an answer: promises, vocabulary, talk about answers, orders to a grader."""

import re
from collections.abc import Sequence

from bot.grading.structure import longest_item
from bot.grading.tokens import Token
from bot.grading.words import CONDITIONS, listed

_GAP = r"(?:\w+ ){0,4}"
_PROMISES = re.compile(
    r"\b(?:"
    rf"(?:improv|increas|optimi[sz]|enhanc|refin|tun|iterat|evolv|learn|adapt)\w* {_GAP}"
    r"(?:over time|continuous\w*|constantly|as we go|going forward|iteratively|day by day)"
    rf"|(?:continuous|constant)\w* {_GAP}(?:improv|monitor|learn|iterat|optimi|evaluat|feedback|enhanc)\w*"
    rf"|mak(?:e|ing) (?:it|them|the \w+) {_GAP}(?:smarter|better|more (?:intelligent|accurate|robust))"
    r"|(?:us(?:e|ing)|leverag\w+|harness\w*|apply\w*) (?:the power of )?(?:ai|ml|llms?|genai) to"
    r"|let(?:ting)? (?:the )?(?:model|ai|system|algorithm|data) (?:decide|choose|figure|handle|learn|guide)"
    rf"|retrain\w* {_GAP}(?:regularly|periodically|quarterly|monthly|weekly|often|frequently|as needed)"
    rf"|(?:monitor|watch|track|review|keep an eye)\w* {_GAP}"
    r"(?:closely|carefully|regularly|continuously|proactively|over time|as needed)"
    r"|run (?:an? )?(?:a b|ab|split) tests?"
    rf"|(?:keep|align|engag|updat|inform)\w* {_GAP}stakeholders"
    r"|(?:work|partner|collaborat)\w* (?:very )?closely with"
    r"|best practices?|best in class|world class|state of the art|cutting edge|industry leading|next level"
    r"|holistic\w*|seamless\w*|synerg\w+|data driven|user centric|customer centric|game chang\w+|robust"
    r"|move the needle|low hanging|north star|win win|thought leader\w*|paradigm"
    r")\b"
)
_HOLLOW = re.compile(
    r"^(?:\w+ ){0,4}?(?:i|we|to|will|would|should|must|can)(?: also| always| then)? "
    r"(?:ensur|guarante|leverag|consider|emphasi[sz]|embrac|champion|foster|highlight|incorporat|explor"
    r"|focus on|keep in mind|take into account|pay attention to|be mindful of|make sure of|care about"
    r"|think about)\w*\b"
)
_VOCABULARY = listed(
    """llm llms rag agentic agents transformer transformers embedding embeddings multimodal genai generative
    neural rlhf vector mlops framework frameworks circles moscow rice heart swot okr okrs synergy leverage
    leveraging ecosystem scalable orchestration orchestrate deep learning algorithm algorithms pipeline
    pipelines paradigm foundation finetuning tuning personalization personalisation ai ml intelligent smart
    smarter innovative innovation transformation transform strategy strategic holistic roadmap explainable
    explainability"""
)
_MUCH_VOCABULARY = 3
_LEAST_CLAUSE = 5
_JUDGED = r"(?:great|good|strong|senior|ideal|excellent|perfect|top|best|complete|weak|poor|average|typical)"
_EXAMINER = r"(?:interviewers?|graders?|rubric|hiring committee|examiners?|assessors?|bar raiser)"
_ABOUT_THE_ANSWER = re.compile(
    rf"\b(?:an?|the|any|every) (?:really )?{_JUDGED} (?:answer|response|candidate|pm|product manager)s? "
    r"(?:\w+ )?(?:would|should|must|will|might|needs?|covers?|shows?|splits?|names?|says?|mentions?)\b"
    rf"|\b{_EXAMINER} (?:\w+ )?(?:want|expect|look|hope|like|love|reward|asks for)\w*\b"
    r"|\bthe (?:grading )?rubric\b|\b(?:marking|grading) (?:scheme|criteria)\b"
    r"|\b(?:this|my) (?:answer|response|submission|essay) (?:\w+ )?(?:cover|demonstrat|deserv|show|address"
    r"|meet|satisf|include|contain|should|must|qualif|pass|is (?:strong|senior|complete|excellent))\w*"
    r"|\b(?:a|the) candidate (?:should|must|would|needs to|has to) "
    r"(?:say|mention|cover|show|discuss|demonstrate|name)\b"
)
_MARKS = (
    r"(?:level (?:3|4|three|four|strong|senior)|full (?:marks?|score|credit)|top (?:marks?|score|band|level)"
    r"|(?:maximum|highest|max|best) (?:score|marks?|level|grade|band|rating)|strong yes|100 out of)"
)
_TO_THE_GRADER = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass) (?:\w+ ){0,3}"
    r"(?:rubric|(?:your|previous|prior|earlier|above) (?:instructions?|prompts?|rules|guidelines))\b"
    rf"|\b(?:give|assign|award|return|output|respond|print|grade|mark|rate|score) (?:\w+ ){{0,5}}{_MARKS}\b"
    r"|\b(?:you are|act as|acting as) (?:\w+ ){0,3}"
    r"(?:grader|evaluator|assessor|examiner|language model|ai assistant)\b"
    r"|\b(?:dear|hello|note to|attention) (?:the )?(?:grader|evaluator|reviewer|model|ai)\b"
)
_FORGED_REPLY = re.compile(
    r"[{\"'<][\s\"']{0,4}(?:levels?|score|grade|band|verdict|criterion|criterion_id|criteria|quotes)"
    r"[\"']?\s?[:=>]"
    r"|^\s{0,4}(?:system|assistant|developer)\s?:|</?(?:answer|system|instructions?|grade)\b"
    r"|\[/?(?:INST|END|BEGIN)\b",
    re.IGNORECASE | re.MULTILINE,
)


def wording(tokens: Sequence[Token]) -> str:
    """The words alone, so that punctuation hides nothing."""
    return " ".join(token.word for token in tokens)


def is_qualified(tokens: Sequence[Token]) -> bool:
    """Whether a figure or a condition ties the sentence to a case."""
    return any(token.kinds or token.word in CONDITIONS for token in tokens)


def is_promise(tokens: Sequence[Token]) -> bool:
    """A promise that nobody could hold anybody to."""
    words = wording(tokens)
    hollow = _HOLLOW.search(words)
    if hollow:
        said = tokens[len(hollow[0].split()) :]
        return not (is_qualified(tokens) and longest_item(said) >= _LEAST_CLAUSE)
    return bool(_PROMISES.search(words)) and not is_qualified(tokens)


def is_vocabulary(tokens: Sequence[Token]) -> bool:
    """Terms of the trade with no consequence drawn from them."""
    terms = {token.word for token in tokens} & _VOCABULARY
    return len(terms) >= _MUCH_VOCABULARY and not is_qualified(tokens)


def is_about_the_answer(tokens: Sequence[Token]) -> bool:
    """Talk about what an answer ought to hold, in place of holding it."""
    return bool(_ABOUT_THE_ANSWER.search(wording(tokens)))


def is_to_the_grader(tokens: Sequence[Token], original: str) -> bool:
    """Words meant for whoever grades, not for the question."""
    return bool(_TO_THE_GRADER.search(wording(tokens)) or _FORGED_REPLY.search(original))
