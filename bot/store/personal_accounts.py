"""What is held about persons themselves: names, accounts, places in groups."""

from sqlalchemy import func, text

from bot.domain.group import Role
from bot.store.fragments import has_place
from bot.store.held import GROUP, MACHINERY, NUMBER, PERSON, Fate, Held, in_group, untold
from bot.store.tables import forgettings, identities, memberships, pack_scenarios, persons, queue_items

GROUPS_OWN = "the group's own content: its organisers list it and take it out"
_OFF_BOARDS = has_place(
    left_at="memberships.left_at", on_board="false", role=f"'{Role.MEMBER}'", staff="true"
)

ACCOUNTS = (
    Held(
        persons,
        "You",
        persons.c.id == PERSON,
        (
            persons.c.name.label("name"),
            persons.c.zone.label("time zone"),
            persons.c.created_at.label("known since"),
        ),
        Fate.BLANKED,
        untold=untold(persons),
        blank={"name": "", "zone": None},
    ),
    Held(
        memberships,
        "Your groups",
        memberships.c.person_id == PERSON,
        (
            GROUP,
            memberships.c.role.label("role"),
            memberships.c.joined_at.label("joined at"),
            memberships.c.left_at.label("left at"),
            memberships.c.reminders.label("reminders"),
            memberships.c.on_board.label("shown on boards"),
            memberships.c.lends_answers.label("lends answers to measure the grader by"),
        ),
        Fate.BLANKED,
        source=in_group(memberships),
        untold=untold(memberships, listed="follows from the others"),
        blank={
            "role": Role.MEMBER,
            "reminders": False,
            "on_board": False,
            "lends_answers": False,
            "listed": text(_OFF_BOARDS),
            "left_at": func.coalesce(memberships.c.left_at, memberships.c.joined_at),
        },
    ),
    Held(
        identities,
        "Your accounts",
        identities.c.person_id == PERSON,
        (
            identities.c.platform.label("platform"),
            identities.c.scope.label("workspace"),
            identities.c.external_ref.label("account"),
            identities.c.installation_ref.label("reached through"),
            identities.c.met_at.label("met at"),
        ),
        Fate.DELETED,
        untold=untold(identities, own_person_id=NUMBER),
    ),
    Held(
        queue_items,
        "Scenarios you queued",
        queue_items.c.added_by == PERSON,
        (
            GROUP,
            queue_items.c.scenario_id.label("scenario"),
            queue_items.c.position.label("place"),
            queue_items.c.added_at.label("queued at"),
        ),
        Fate.BLANKED,
        source=in_group(queue_items),
        untold=untold(queue_items, added_by=NUMBER),
        blank={"added_by": None},
        kept={"scenario_id": "the group's queue; it names a scenario"},
    ),
    Held(
        pack_scenarios,
        "Scenarios you added to a group's own",
        pack_scenarios.c.added_by == PERSON,
        (
            GROUP,
            pack_scenarios.c.scenario_id.label("scenario"),
            pack_scenarios.c.added_at.label("added at"),
        ),
        Fate.BLANKED,
        source=in_group(pack_scenarios),
        untold=untold(
            pack_scenarios,
            added_by=NUMBER,
            title=GROUPS_OWN,
            difficulty=GROUPS_OWN,
            track=GROUPS_OWN,
            system=GROUPS_OWN,
            tests=GROUPS_OWN,
            text=GROUPS_OWN,
            digest=MACHINERY,
            body=GROUPS_OWN,
        ),
        blank={"added_by": None},
        kept=dict.fromkeys(("scenario_id", "title", "track", "tests", "text", "digest", "body"), GROUPS_OWN),
    ),
    Held(
        forgettings,
        "Forgetting",
        forgettings.c.person_id == PERSON,
        (),
        Fate.STAYS,
        untold=untold(forgettings, again_at=MACHINERY),
    ),
)
"""A membership that is forgotten has ended: when it began, so that no row says when it was forgotten."""
