"""The words of interviewers' notes: by what each kind of round listens for, and by what it found."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from bot.domain.round_kinds import Kind


class Shape(StrEnum):
    """What a round looks like from the interviewer's chair."""

    CROSSED = "a red line was crossed"
    THIN = "hardly more than names"
    UNEVEN = "strong in one place, thin in another"
    SOUND = "good enough, with a gap"
    FLAT = "reasons that fit any product"
    STRONG = "strong throughout"


LISTENS_FOR: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.CASE: "a decision that survives the second question",
        Kind.DESIGN: "a design that still stands once the ground moves",
        Kind.ESTIMATION: "figures that lead to a decision",
        Kind.TEARDOWN: "what to switch off and why",
        Kind.MODEL_CARD: "what the sheet leaves out",
        Kind.BEHAVIOURAL: "a limit that they set themselves",
        Kind.SCREEN: "a record with a baseline behind it",
        Kind.PANEL: "one answer that holds for three people",
        Kind.RAPID_FIRE: "judgement without time to polish it",
        Kind.VALUES: "a line that is kept when it costs",
        Kind.BAR_RAISER: "what the others could not agree on",
    }
)

OPENINGS: Mapping[Shape, tuple[str, ...]] = MappingProxyType(
    {
        Shape.CROSSED: (
            "One thing decides this for me, and it isn't {lens}.",
            "I came for {lens}; then this came, and I can't sign under it.",
            "Whatever else was good here, I would have to explain this to the people it falls on.",
        ),
        Shape.THIN: (
            "I listened for {lens} and heard the words for it, not the thing.",
            "Little that I could write down; I kept asking for {lens}.",
            "Headings. I can't tell from this whether {lens} is in there.",
        ),
        Shape.UNEVEN: (
            "I came for {lens} and got half of it.",
            "Uneven: one part I would repeat to the team, another I would have to defend.",
            "There are two answers in this one, and only one of them is hireable.",
        ),
        Shape.SOUND: (
            "I came for {lens} and got most of it.",
            "Enough to work with, and I know where I would press next.",
            "A yes with a note in the margin.",
        ),
        Shape.FLAT: (
            "Sound, and it would fit any product. I was waiting for {lens}.",
            "Nothing that I'd strike out, and little that is theirs.",
            "Every step has its reason; none of the reasons is about this case.",
        ),
        Shape.STRONG: (
            "I came for {lens} and got it.",
            "I pressed where it usually gives way, and it held.",
            "I would put this in front of a new team as an example.",
            "Nothing to add: {lens}, without my having to ask twice.",
        ),
    }
)

BEST = (
    "{title}: {word}. “{quote}”",
    "What I'll remember, on the point “{title}”: “{quote}”",
    "It was at its best here. {title}: “{quote}”",
)
BEST_UNQUOTED = "{title}: {word}."

LACKS: Mapping[int, tuple[str, ...]] = MappingProxyType(
    {
        0: ("{title}: not a word.", "Missing altogether: {title}.", "{title}: I waited, and it didn't come."),
        1: (
            "{title}: named, and left there.",
            "{title}: the term, without the work.",
            "Of this only the heading: {title}.",
        ),
        2: ("{title}: reasoned, for any product.", "{title}: a reason, and no more.", "Half way: {title}."),
    }
)

UNTIL = (
    "I would change my mind for {ask}.",
    "Show me {ask}, and we talk again.",
    "What was missing for a yes: {ask}.",
)
ENDED_EARLY = "They ended it early, so I judge less than I meant to ask."
HELD = "{left} of {of} questions got no answer, so {band} is the most that I can say."
NOT_ATTENDED = "I asked my question, and no word of theirs stands. I have nothing to judge."
NOT_READ = "No grader answered for this round, so I recommend nothing: that is not a no."
NOT_GRADED = "I recommend nothing, and that is not a no."
