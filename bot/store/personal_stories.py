"""Stories that members keep."""

from bot.store.held import GROUP, MACHINERY, NUMBER, Fate, Held, in_group, of_person, untold
from bot.store.tables import stories

KEPT = (
    Held(
        stories,
        "Your story bank",
        of_person(stories),
        (
            GROUP,
            stories.c.title.label("title"),
            stories.c.situation.label("situation"),
            stories.c.action.label("action"),
            stories.c.outcome.label("outcome"),
            stories.c.tags.label("tags you set"),
            stories.c.kept_at.label("kept since"),
            stories.c.changed_at.label("changed at"),
            stories.c.told_at.label("last told at"),
            stories.c.told_band.label("verdict of that round"),
        ),
        Fate.DELETED,
        source=in_group(stories),
        untold=untold(stories, revision=MACHINERY, installation_id=NUMBER),
    ),
)
"""Nobody else ever saw one, so nothing of them has to stay."""
