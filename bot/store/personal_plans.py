"""Plans: the date of an interview, and days of rest."""

from bot.store.held import GROUP, NUMBER, Fate, Held, in_group, of_person, untold
from bot.store.tables import plans

PLANNED = (
    Held(
        plans,
        "Your plan",
        of_person(plans),
        (
            GROUP,
            plans.c.interview.label("interview on"),
            plans.c.rest.label("rest on weekdays, Monday is 0"),
            plans.c.set_at.label("set at"),
        ),
        Fate.DELETED,
        source=in_group(plans),
        untold=untold(plans, own_person_id=NUMBER),
    ),
)
"""Nobody else ever sees one."""
