"""A debrief in which every text is another one."""

from bot.domain.card_parts import Button, CriterionLine
from bot.domain.cards import DebriefCard
from bot.domain.competency import Competency
from bot.domain.grade import Band, Level
from bot.domain.happenings import Action


def a_debrief() -> DebriefCard:
    lines = tuple(
        CriterionLine(f"title {n}", Competency.DEPTH, Level(n), "found", ("the same quote",), f"lacks {n}")
        for n in range(3)
    )
    return DebriefCard(
        scenario="the scenario",
        band=Band.STRONG_YES,
        source="a model",
        calibrated=True,
        criteria=lines,
        red_lines=("crossed",),
        one_change="change this",
        follow_up="asked next",
        points=("+10 on time", "+4 band"),
        flags=("noticed",),
        caution="how far to trust",
        notice="waits",
        improved_by=4,
        senior="senior words",
        buttons=(Button(Action.TRY_AGAIN, "Try again", "7"), Button(Action.APPEAL, "Appeal", "7/8")),
    )
