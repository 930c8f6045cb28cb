"""Company loops that a member plays: where they stand, and at what pace."""

from sqlalchemy import case, func

from bot.domain.loop_states import LoopEnding, LoopState
from bot.store.held import GROUP, MACHINERY, NUMBER, Fate, Held, in_group, of_person, untold
from bot.store.tables import loops

LOOPED = (
    Held(
        loops,
        "Your company loops",
        of_person(loops),
        (
            GROUP,
            loops.c.started_at.label("begun at"),
            loops.c.format["title"].astext.label("loop"),
            loops.c.pace.label("pace"),
            loops.c.state.label("state"),
            loops.c.ending.label("how it ended"),
            loops.c.place.label("rounds"),
            loops.c.entered_at.label("last changed at"),
            loops.c.ended_at.label("ended at"),
            loops.c.scope.label("workspace"),
        ),
        Fate.BLANKED,
        source=in_group(loops),
        untold=untold(
            loops,
            **dict.fromkeys(("attempt", "due_at", "lease_until", "taken_until", "event_ref"), MACHINERY),
            installation_id=NUMBER,
        ),
        blank={
            "state": case((loops.c.state == LoopState.CONCLUDED, LoopState.CONCLUDED), else_=LoopState.OVER),
            "ending": func.coalesce(loops.c.ending, LoopEnding.STOPPED),
            "attempt": loops.c.attempt + 1,
            "scope": "",
            "due_at": None,
            "lease_until": None,
            "taken_until": None,
            "ended_at": func.coalesce(loops.c.ended_at, loops.c.entered_at),
        },
        kept={
            "event_ref": "the platform's number, so that nothing comes in twice",
            "format": "the library's words, not the member's",
            "pace": "one of two words",
        },
    ),
)
