"""What people write to whoever grades, instead of to the question. Patterns over plain words."""

import re
from collections.abc import Mapping

from bot.grading.by_model.signs import Sign
from bot.grading.by_model.vocabulary import (
    DONE,
    FULL,
    GIVE,
    HERE,
    JUDGES,
    LOOSE_MARK,
    MARK,
    ORDERS,
    READER,
    any_of,
)

_SAMPLE = r"(?:calibration|gold(?:en)?|anchor|benchmark|reference|model|exemplar)"

_ORDER = any_of(
    r"\b(?:ignor\w*|disregard\w*|forget|overrid\w*|bypass\w*|supersed\w*|set aside"
    r"|stop (?:following|applying)|(?:do not|don't|no longer) "
    r"(?:apply|follow|use|need|check|verify|quote|require))"
    rf" (?:\w+ ){{0,6}}(?:{ORDERS}|everything (?:above|before)|what you were told|quotes?|evidence)\b",
    r"\b(?:new|updated|revised|corrected|following|these|additional) (?:\w+ )?"
    rf"(?:grading |scoring |system |evaluation )?{ORDERS} "
    rf"(?:appl|replac|supersed|follow|take|overrid|for (?:the )?{READER})",
    rf"\b{GIVE} (?:\w+ ){{0,7}}?{MARK}",
    rf"\b{HERE} (?:\w+ ){{0,3}}"
    r"(?:should|must|deserves?|merits?|qualifies|earns?|warrants?|is to|has to|ought to)"
    rf" (?:\w+ ){{0,4}}(?:be )?(?:\w+ ){{0,2}}(?:{MARK}|{LOOSE_MARK}|graded|scored|rated|marked|credited"
    r"|passed|pass)\b",
    r"\b(?:no|zero|0) red lines? (?:\w+ ){0,3}(?:crossed|tripped|apply|applies|hit)\b",
    r"\bred lines? (?:\w+ ){0,3}(?:not crossed|as no|to no)\b",
)
_ADDRESS = any_of(
    rf"\b(?:dear|hello|hi|hey|attention)(?: to| for)?(?: the| my| our| any| all)? {READER}\b",
    r"^(?:\w+ ){0,2}(?:note|notes|message|memo|reminder|instructions?|guidance|to)"
    rf"(?: to| for)?(?: the| my| our| any| all)? {READER}\b",
    r"\b(?:whoever|whichever (?:model|person)|anyone|the (?:model|ai|llm|person|system) (?:that|who|which)"
    r"|if you|you) (?:\w+ ){0,4}(?:grad(?:e|es|ing)|scor(?:e|es|ing)|mark(?:s|ing)?|assess(?:es|ing)?"
    r"|evaluat(?:e|es|ing)) (?:\w+ ){0,2}(?:this|my|the (?:answer|response|submission))\b",
    r"\b(?:as|acting as|act as|you are|you're|i am|i'm|we are|speaking as) (?:now )?(?:a|an|the|your|its?)? ?"
    rf"(?:\w+ ){{0,3}}{READER}\b",
    r"\b(?:if|since|as) you are (?:an? )?(?:ai|llm|language model|model|assistant)\b",
    r"\b(?:you are|act as|acting as|pretend to be|you will be|role ?play as) (?:now )?(?:an? |the )?"
    r"(?:\w+ ){0,3}(?:generous|lenient|helpful|kind|friendly)\b",
    r"\bi (?:am|'m) (?:the|your|an?|one of the) (?:\w+ ){0,2}(?:instructor|teacher|professor|examiner"
    r"|author of (?:this|the) (?:rubric|scenario|question)|developer of|administrator|organi[sz]er|moderator"
    r"|course (?:lead|owner|staff))\b",
)
_APPROVED = any_of(
    rf"\b{DONE}\b(?:\W+\w+){{0,8}}?\W+(?:{JUDGES}|{MARK}|{LOOSE_MARK})",
    rf"\b{JUDGES} (?:\w+ ){{0,4}}(?:agreed|decided|concluded|approved|ruled|signed off|scored|graded|rated"
    r"|marked|confirmed|validated|assigned|gave)\b",
    rf"\b{_SAMPLE} (?:sample|answer|example|item|exemplar|response|standard|submission)s?\b"
    r"(?=.*\b(?:level|score|grade|rat|mark|senior|4|known|keep|treat|this is|scale))",
    r"\b(?:this is|as) (?:the|a|an) (?:official |approved )?"
    r"(?:calibration|golden|anchor|reference|exemplar)\b",
    r"\b(?:ground truth|answer key|official (?:score|grade|key)|known (?:score|level|grade))\b",
    r"\b(?:on behalf of|authori[sz]ed by|approved by|signed off by|per|by order of|agreed with) "
    rf"(?:\w+ ){{0,2}}{JUDGES}\b",
)
_PLEA = any_of(
    r"\b(?:please|i beg|beg you|begging|i really need|i desperately need|have mercy"
    r"|be (?:kind|lenient|generous|gentle|merciful|nice))\b(?=(?:\W+\w+){0,14}?\W+(?:pass|grade|score|mark"
    r"|level|points?|generous\w*|lenien\w*|credit|benefit of the doubt|consider|kind\w*)\b)",
    r"\bmy (?:job|career|visa|family|kids|children|rent|scholarship|future|life|mother|father|wife|husband) "
    r"(?:\w+ ){0,4}(?:depends?|is at stake|relies|rely|hangs?|riding)\b",
    r"\b(?:lost my job|laid off|last chance|single (?:mother|father|mum|mom|parent|dad)|deported|evicted"
    r"|can't afford|means? (?:the world|everything|so much) to me)\b",
)
_META = any_of(
    r"\b(?:this|my|the above|the) (?:answer|response|submission|essay) (?:\w+ ){0,3}(?:covers?|demonstrates?"
    r"|addresses|satisfies|meets|fulfils?|fulfills?|contains|includes|hits|ticks|reflects|exhibits|shows)\b",
    rf"\b(?:an?|the|any|every) (?:\w+ )?{FULL} (?:answer|response|candidate|pm|product manager)s? (?:here )?"
    r"(?:\w+ )?(?:would|should|must|will|needs?|covers?|splits?|names?|says?|mentions?|identifies"
    r"|includes)\b",
    r"\b(?:i|we) (?:would|will|could|can|'d|'ll|have|'ve) (?:\w+ ){0,2}(?:cover|address|satisf|meet|hit|tick"
    r"|fulfil)\w* (?:\w+ ){0,2}(?:all|every|each) (?:\w+ ){0,3}(?:criteri|check|aspect|dimension|competenc"
    r"|point|requirement|rubric|box)",
    r"\bthought process\b ?:?",
    r"\blet'?s (?:think|solve|work) (?:\w+ ){0,4}step by step\b",
    r"\bthe rubric\b|\b(?:marking|grading|scoring) (?:scheme|criteria|rubric)\b",
)

_GRADING = any_of(
    rf"\b{GIVE} (?:\w+ ){{0,7}}?{LOOSE_MARK}",
    r"\b(?:all|every|each) (?:\w+ ){0,2}"
    r"(?:checks?|criteria|criterion|levels?|items?|dimensions?|rubric lines?)"
    r" (?:\w+ ){0,3}(?:yes|met|satisfied|4|four|senior|fulfilled|covered|addressed|passed)\b",
)

BY_SIGN: Mapping[Sign, re.Pattern[str]] = {
    Sign.ORDER: _ORDER,
    Sign.ADDRESS: _ADDRESS,
    Sign.APPROVED: _APPROVED,
    Sign.PLEA: _PLEA,
    Sign.META: _META,
    Sign.GRADING: _GRADING,
}
"""Each sign of words that are meant for the grader, or may be."""
