"""Everybody's rating in a group, made anew from its rows whenever somebody asks."""

from collections.abc import Mapping

from bot.domain.ids import GroupId, PersonId
from bot.domain.rating import FEWEST_RESULTS, Rating, ratings
from bot.domain.rating_counts import Tries, counted, why_unrated
from bot.domain.round import Round
from bot.store.work import Work

CHANGES = 1_000
"""Of the grader's switch, in all time: each is a person's act, or an alarm."""
COUNTS = "This round counts towards your rating in this group."
BEGINS = "Ratings are made of sealed answers and finished mock rounds."


async def ratings_of(work: Work, group: GroupId) -> Mapping[PersonId, Rating]:
    """Of everybody who has a result that counts, whether or not boards name them."""
    tries = Tries(
        daily=await work.ratings.daily(group),
        rounds=await work.ratings.rounds(group),
        source=(await work.groups.get(group)).points.source,
        switch=await work.switch.changes(CHANGES),
    )
    return ratings(counted(tries))


async def rating_note(work: Work, it: Round) -> str:
    """Whether a round that has a verdict counts, for its packet; nothing while none was made."""
    found = await work.ratings.round(it.group, it.id)
    if found is None or found.verdict is None:
        return ""
    source = (await work.groups.get(it.group)).points.source
    why = why_unrated(found, source, await work.switch.changes(CHANGES))
    return f"It doesn't count towards your rating: {why}." if why else COUNTS


def what_is_missing(rating: Rating | None) -> str:
    """What makes a provisional rating a sure one, as a sentence."""
    if rating is None:
        return f"{BEGINS} Yours shows after {FEWEST_RESULTS} of them."
    if rating.results < FEWEST_RESULTS:
        return f"Yours is provisional: {rating.results} of {FEWEST_RESULTS} results that it takes."
    return "Yours is provisional: all its results are of one difficulty, and it takes two."
