"""What of a verdict may be appealed, and the form of it: the same for an answer and for a mock round."""

from collections.abc import Sequence

from bot.domain.forms import Choice, Field, FieldForm
from bot.domain.grade import Graded, GraderKind, Level, ReviewReason
from bot.domain.happenings import Action
from bot.domain.review import APPEAL_WITHIN, OWN_WORDS, Review, crossing
from bot.domain.scenario import Scenario

ABOUT, REASON = "about", "reason"
LONGEST_REASON = 1_000
TOO_LATE = (
    f"An appeal has to come within {APPEAL_WITHIN.days} days of the debrief, and they are over. "
    "Nothing was changed."
)
NOTHING_LEFT = (
    "There is nothing left to appeal here: each criterion can be appealed once, and where a person has ruled "
    "on all of it, or the level is the highest, there is nothing to gain. Nothing was changed."
)
HEAR = "You hear by direct message, with the reason."
ALONE, NOBODY = "You are the only organiser here", "Nobody organises this group"


def appealable(
    scenario: Scenario, shown: Graded, asked: Sequence[Review], *, copied: bool = False
) -> tuple[Choice, ...]:
    """What of a verdict may be appealed. The highest level has nothing to gain."""
    past = {review.about for review in asked if review.reason is ReviewReason.APPEAL}
    by_person = shown.provenance.kind is GraderKind.HUMAN
    ruled = [review for review in asked if review.outcome]
    if by_person and (not ruled or any(not review.about for review in ruled)):
        return ()
    choices = [
        Choice(c.criterion_id, f"{scenario.criterion(c.criterion_id).title}: {c.level.marks} {c.level.word}")
        for c in shown.criteria
        if c.level is not Level.SENIOR
    ]
    choices += [
        Choice(crossing(r.red_line_id), f"Red line: {scenario.red_line(r.red_line_id).says}")
        for r in shown.red_lines
        if r.tripped
    ]
    if copied:
        choices.append(Choice(OWN_WORDS, "It was taken for a copy, and the words are mine"))
    return tuple(choice for choice in choices if choice.value not in past)


def appeal_form(action: Action, subject: str, says: str, choices: Sequence[Choice]) -> FieldForm:
    chosen = choices[0].value if len(choices) == 1 else ""
    fields = (
        Field(ABOUT, "What is wrong?", chosen, choices=tuple(choices)),
        Field(REASON, "Why? Point to your own words.", most=LONGEST_REASON, tall=True),
    )
    return FieldForm(action, subject, "Appeal", says, fields, "Appeal")


def trouble_with(choices: Sequence[Choice], about: str, reason: str) -> str:
    """Why what was sent can't be kept yet; empty when it can."""
    if not about:
        return "Choose what is wrong. Nothing was changed."
    if about not in {choice.value for choice in choices}:
        return "That can't be appealed here, or was already. Nothing was changed. Choose one of the others."
    if not reason:
        return "An appeal needs a reason, in a sentence or two. Nothing was changed."
    if len(reason) > LONGEST_REASON:
        return (
            f"Your reason has {len(reason):,} characters, and {LONGEST_REASON:,} is the most. "
            "Nothing was changed. Shorten it."
        )
    return ""
