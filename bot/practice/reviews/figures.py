"""The figures of reviewing in words: for organisers, for an operator, for the model card."""

from datetime import datetime

from bot.practice.core import Core
from bot.practice.reviews.letters import in_days
from bot.store.review_figures import ReviewFigures, Share

ENOUGH = 5
"""Rulings from which on a median says something."""


async def review_figures(core: Core) -> ReviewFigures:
    """Over all groups, as the model card and a monitor show them."""
    async with core.store.work() as work:
        return await work.review_figures.anywhere()


def in_lines(figures: ReviewFigures, now: datetime) -> tuple[str, ...]:
    whose = "for" if figures.open == 1 else "the oldest for"
    oldest = f", {whose} {in_days(now - figures.oldest)}" if figures.oldest else ""
    lines = [f"questions to rule on: {figures.open}{oldest}", f"ruled on so far: {figures.ruled}"]
    if figures.median is not None and figures.p95 is not None:
        median, most = in_days(figures.median), in_days(figures.p95)
        takes = f"{median} (median and 95 %)" if median == most else f"{median} (median), {most} (95 %)"
        lines.append(f"a ruling takes {takes}")
    lines.append(f"appeals that changed a level: {_share(figures.overturned)}")
    lines.append(f"audits that came to another verdict: {_share(figures.regretted)}")
    return tuple(lines)


def _share(share: Share) -> str:
    if share.rate is None:
        return "none ruled on yet"
    few = ", too few to say much" if share.of < ENOUGH else ""
    return f"{share.count} of {share.of} ({share.rate:.0%}{few})"
