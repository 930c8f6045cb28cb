"""What an interviewer would ask of a story next: by words alone, and in its member's own words.

English words, counted by nobody: a sentence here is a question to the member, never a grade.
"""

from collections.abc import Callable

from bot.domain.story import StoryText
from bot.domain.story_cues import NUMBER, cue, quoted, sentences
from bot.domain.text import count_words

RISK = cue(
    *("risk*", "harm*", "hurt*", "danger*", "wrong*", "fail*", "false*", "mislead*", "misled", "unnoticed"),
    *("silent*", "worst", "expos*", "leak*", "bias*", "unsafe", "break*", "broke*", "error*", "mistake*"),
    *("miss", "missed", "misses", "could have", "might have", "would have", "nobody had", "complain*"),
    *("unfair*", "fraud*", "abuse*", "illegal", "breach*", "lose", "lost", "losing", "downtime", "outage*"),
)
LIMIT = cue(
    *("limit*", "cap", "capped", "capping", "paus*", "stop*", "block*", "switched off", "turned off"),
    *("rolled back", "rollback", "held", "hold", "holding", "narrow*", "restrict*", "threshold*", "gate"),
    *("gated", "guardrail*", "delay*", "postpon*", "kill switch", "said no", "refus*", "declin*"),
    *("pushed back", "did not ship", "didn't ship", "did not launch", "didn't launch", "only for"),
    *("cut", "removed", "excluded", "required", "insisted", "disabled", "by hand", "reviewed by", "never"),
)
_SHIPPED = cue(
    *("ship*", "launch*", "built", "build*", "released", "deliver*", "rolled out", "implement*", "created"),
    *("improv*", "grew", "increased", "led", "developed", "introduc*", "automat*", "scaled"),
)
_PREVENTED = cue(
    *("prevent*", "avoid*", "caught", "saved", "spared", "stopped", "instead of", "would have", "no longer"),
    *("fell", "fewer", "less", "dropped", "down to", "down from", "without", "none of", "never", "nobody"),
    *("no complaint*", "halved", "reduced", "reduction", "kept", "protected", "not one"),
)
_BASELINE = cue(
    *("from", "before", "baseline", "compared", "instead of", "rather than", "against", "than", "used to"),
    *("previously", "out of", "of the", "the year before", "control group", "at first"),
)
_LASTING = cue(
    *("minute*", "hour*", "day", "days", "week*", "month*", "quarter*", "year*", "sprint*", "since", "still"),
    *("until", "so far", "to this day", "throughout", "permanently", "ever after", "lasted", "held for"),
)
BEARERS = cue(
    *("customer*", "user*", "patient*", "client*", "driver*", "applicant*", "tenant*", "borrower*"),
    *("people", "person", "family", "families", "child*", "parent*", "pupil*", "student*", "teacher*"),
    *("nurse*", "doctor*", "staff", "colleague*", "employee*", "worker*", "agent*", "passenger*", "rider*"),
    *("seller*", "buyer*", "merchant*", "shop*", "member*", "citizen*", "resident*", "guest*", "farmer*"),
    *("traveller*", "women", "men", "team*", "caller*", "viewer*", "reader*", "owner*", "account holder*"),
)
_HINDSIGHT = cue(
    *("differently", "next time", "in hindsight", "hindsight", "today i would", "now i would", "i learned"),
    *("i learnt", "i should have", "should have", "i regret*", "looking back", "would do again", "i'd now"),
    *("my mistake", "i would now", "i'd have", "i would have"),
)
_VAGUE = cue(
    *("significant*", "a lot", "much better", "way better", "more efficient*", "various", "several", "many"),
    *("huge*", "massive*", "better", "smarter", "seamless*", "robust", "best practice*", "soon", "some"),
    *("quickly", "greatly", "considerabl*", "substantial*"),
)
_ENGLISH = cue("the", "and", "that", "with", "were", "it", "to", "by", "I", "my")
_TOO_FEW = 8
"""Words; of fewer nobody can tell the language."""
_I = cue("I", "me", "my", "mine", "myself")
_WE = cue("we", "our", "us", "ours")


def _situation(it: StoryText) -> str:
    if not _says(it.situation):
        return "The situation is empty: what was going on, and what could go wrong that nobody had seen yet?"
    if not RISK.within(it.situation):
        return (
            f"I see no risk: {quoted(_first(it.situation))} says what was there, not what could have "
            "gone wrong without anybody noticing."
        )
    return ""


def _bearer(it: StoryText) -> str:
    if not _says(it.situation) or BEARERS.within(it.whole):
        return ""
    risk = RISK.sentence(it.situation) or _first(it.situation)
    return f"Who would have paid for it? {quoted(risk)} names nobody."


def _action(it: StoryText) -> str:
    if not _says(it.action):
        return "The action is empty: which limit did you set, and who had to agree to it?"
    if LIMIT.within(it.action):
        return ""
    if shipped := _SHIPPED.sentence(it.action):
        return (
            f"I see no limit: {quoted(shipped)} tells what was shipped. What did you cap, hold back or "
            "refuse? “I limited” weighs more here than “I shipped”."
        )
    return f"I see no limit: {quoted(_first(it.action))} names nothing that you capped or refused."


def _own_part(it: StoryText) -> str:
    if not _says(it.action) or _I.within(it.action) or not _WE.within(it.action):
        return ""
    return (
        f"I don't see your own part: {quoted(_WE.sentence(it.action))} says “we”. Which decision was yours?"
    )


def _outcome(it: StoryText) -> str:
    if not _says(it.outcome):
        return "The outcome is empty: what didn't happen because of your limit, and what would it have cost?"
    if _PREVENTED.within(it.outcome):
        return ""
    return (
        f"I don't see what it prevented: {quoted(_first(it.outcome))} tells what came of it, not which cost "
        "was spared."
    )


def _number(it: StoryText) -> str:
    if not _says(it.outcome) or NUMBER.within(it.outcome):
        return ""
    return f"I see no number: how much, how many or how often, in {quoted(_first(it.outcome))}?"


def _baseline(it: StoryText) -> str:
    measured = NUMBER.sentence(it.outcome)
    if not measured or _BASELINE.within(it.outcome):
        return ""
    return f"I see no baseline: {quoted(measured)} doesn't say what it was before, or without you."


def _lasting(it: StoryText) -> str:
    measured = NUMBER.sentence(it.outcome)
    if not measured or _LASTING.within(it.outcome):
        return ""
    return f"How long did it hold? {quoted(measured)} could be a good day."


def _vague(it: StoryText) -> str:
    for part in (it.outcome, it.action):
        if said := _VAGUE.sentence(part):
            return (
                f"{quoted(_VAGUE.word(said))} is vague, in {quoted(said)}: say it as a number or as a fact."
            )
    return ""


def _hindsight(it: StoryText) -> str:
    if not _says(it.outcome) or _HINDSIGHT.within(it.whole):
        return ""
    return f"What would you do differently? It ends with {quoted(_last(it.outcome))}, and that is asked next."


_RULES: tuple[Callable[[StoryText], str], ...] = (
    _situation,
    _bearer,
    _action,
    _own_part,
    _outcome,
    _number,
    _baseline,
    _lasting,
    _vague,
    _hindsight,
)


def is_english(story: StoryText) -> bool:
    """Whether its words can be looked for at all; of a few words nothing else is assumed."""
    told = f"{story.situation} {story.action} {story.outcome}"
    return _ENGLISH.within(told) or count_words(told) < _TOO_FEW


def advice(story: StoryText) -> tuple[str, ...]:
    """A sentence or two for each thing that is missing or vague, in the order in which it is told."""
    return tuple(said for rule in _RULES if (said := rule(story)))


def _says(text: str) -> bool:
    """A dash or a dot stands for nothing yet."""
    return any(char.isalnum() for char in text)


def _first(text: str) -> str:
    return next(sentences(text), "")


def _last(text: str) -> str:
    return list(sentences(text))[-1]
