"""Whose bands earn points: decided when a group, or a season of it, begins, by who grades then."""

from bot.domain.grade import GraderKind
from bot.domain.ids import GroupId
from bot.practice.core import Core
from bot.store.work import Work


async def settle_band_source(core: Core, work: Work, group: GroupId) -> None:
    """The bands of a season come from one source: the model where there is one, else the automatic check."""
    kind = GraderKind.AUTOMATIC if core.fallback is None else GraderKind.MODEL
    await work.groups.change(group, band_source=kind)
