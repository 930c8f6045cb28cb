"""The board by rating: who is very likely able to do what, whatever they practised most."""

from bot.practice.boards.count import count_values
from bot.practice.boards.reading import BoardWanted, Measure, Reading
from bot.practice.boards.units import OnAScale
from bot.practice.ratings import ratings_of, what_is_missing
from bot.store.work import Work

SUBTITLE = "Rating · the score, of 100, that each is very likely to reach on a scenario of middle difficulty"
NOBODY_SURE = "Nobody's rating is sure enough yet to be shown."


async def _rating(work: Work, wanted: BoardWanted) -> Reading:
    found = await ratings_of(work, wanted.group)
    count = await count_values(
        work, wanted, {person: rating.shown for person, rating in found.items() if rating.is_sure}
    )
    own = found.get(wanted.viewer) if wanted.viewer is not None else None
    return Reading(
        subtitle=SUBTITLE,
        count=count,
        empty="" if count.took_part else f"{NOBODY_SURE} {what_is_missing(own)}",
        nothing="provisional" if own else "not yet",
        begins=what_is_missing(own),
    )


RATING = Measure(
    word="rating",
    counts="ability, by first meetings with scenarios in sealed answers and mock rounds, as of now",
    over="",
    example="rating",
    unit=OnAScale(),
    read=_rating,
)
