"""How far a member has come in each competency, as a part of a card."""

from collections.abc import Iterator, Sequence

from bot.domain.card_parts import Section
from bot.domain.competency import Competency
from bot.domain.grade import GraderKind
from bot.domain.progress import AnswerLevels, Come, of_one_scale, progress
from bot.practice.commands.asked import Asked
from bot.store.work import Work

LATEST = 20
HEADING = "By competency"
NOTHING_YET = "Empty until your first debrief; then it shows how far you are in each of the seven."
_READ_BY = {
    GraderKind.AUTOMATIC: "by the automatic check, not calibrated",
    GraderKind.MODEL: "by a model, not calibrated",
}


async def progress_section(work: Work, it: Asked) -> Section:
    """Marks and words, as in a debrief; what was never tested is named rather than called weak."""
    answers = of_one_scale(await work.mine.levels(it.group.id, it.member.person, LATEST))
    found = progress(answers)
    lines = [*(_line(come, len(answers)) for come in found), *_rest(answers, found)]
    return Section(HEADING, tuple(lines) if found else (NOTHING_YET,))


def _line(come: Come, of_answers: int) -> str:
    parts = [f"{come.level.marks} {come.level.word}", come.competency.label]
    if come.before is not None and come.before != come.level:
        parts.append(f"{'up' if come.level > come.before else 'down'} from {come.before.word}")
    if come.answers < of_answers:
        parts.append(f"in {come.answers} of {of_answers}")
    return " · ".join(parts)


def _rest(answers: Sequence[AnswerLevels], found: Sequence[Come]) -> Iterator[str]:
    seen = {come.competency for come in found}
    if unseen := [one.label.lower() for one in Competency if one not in seen]:
        yield f"Not tested yet: {', '.join(unseen)}."
    graders = [it.kind for it in answers if it.kind is not GraderKind.HUMAN]
    how = f", {_READ_BY[graders[0]]}" if graders else ""
    if len(answers) == 1:
        yield f"The level of your one graded answer at its first try{how}."
    else:
        yield f"The middle level of your latest {len(answers)} graded answers, first tries{how}."
