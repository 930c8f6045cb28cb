"""Words by which people speak of grading, and of what they would like to get."""

import re


def any_of(*patterns: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    return re.compile("|".join(patterns), flags)


READER = (
    r"(?:graders?|markers?|evaluators?|assessors?|examiners?|(?:answer|essay|submission) reviewers?"
    r"|grading (?:model|system|engine|bot|assistant|ai|llm|tool)|scoring (?:model|system|engine|bot|ai|llm)"
    r"|(?:ai|llm|automated|language model) (?:grader|judge|evaluator|reviewer|assessor|examiner|marker))"
)
ORDERS = (
    r"(?:instructions?|prompts?|rubrics?|directions?|guidelines?|guidance|rules|criteria|checks|guardrails)"
)
MARK = (
    r"(?:levels? (?:of )?(?:3|4|three|four|strong|senior)"
    r"|(?:full|top|maximum|max|highest|perfect|best|senior) (?:possible )?(?:marks?|scores?|credit|points"
    r"|levels?|grades?|bands?|ratings?|tier)|strong yes|straight (?:4s|fours)|all (?:4s|fours|yes)"
    r"|(?:4|four) out of (?:4|four)|100 out of|senior (?:on|for|in|across)\b|as senior\b|a senior verdict)"
)
LOOSE_MARK = (
    r"(?:(?:3|4|four) (?:on|for|in|across|everywhere)\b|(?:as )?(?:fully |all )?met\b|(?:to|as|with) yes\b"
    r"|a (?:4|four)\b|a pass\b)"
)
"""A plan says so too, of a claim or a threshold."""
GIVE = (
    r"(?:giv\w*|award\w*|assign\w*|grant\w*|return\w*|output\w*|respond\w*|repl(?:y|ies)|print\w*|mark\w*"
    r"|rat(?:e|ed|ing)|scor(?:e|ed|ing)|grad(?:e|ed|ing)|set|record\w*|report\w*|choos\w*|select\w*|pick|put"
    r"|enter|answer\w*|treat\w*|count\w*|tick\w*|credit\w*|confirm\w*|write|use|deserv\w*|earn\w*|merit\w*"
    r"|qualif\w*|receiv\w*|fill\w*|emit\w*|default\w*|place|assess\w*|judge|consider\w*|read(?:s)? as"
    r"|log(?:ged)?)"
)
HERE = (
    r"(?:this|the|my|our|following|above|present) (?:\w+ )?(?:answer|response|submission|essay|reply|text"
    r"|write ?up|candidate|attempt|entry|plan)"
)
JUDGES = (
    r"(?:(?:hiring|grading|scoring|review|marking|calibration|rubric) (?:committee|panel|board|team|group)"
    r"|bar raiser|(?:senior |human |expert |lead |second |two |three |both )+(?:graders?|raters?|reviewers?"
    r"|examiners?|assessors?|markers?)|instructors?|organi[sz]ers?|course staff|moderators?|adjudicat\w+"
    r"|rubric (?:author|owner)s?)"
)
DONE = (
    r"(?:pre ?approved|pre ?graded|pre ?scored|pre ?validated|(?:already|previously|earlier|independently"
    r"|officially|since|been|was|were|has|have) (?:been )?(?:\w+ )?(?:approved|graded|scored|validated|marked"
    r"|rated|assessed|adjudicated|certified|calibrated|cleared))"
)
FULL = r"(?:great|good|strong|senior|ideal|excellent|perfect|top|best|complete|model)"
