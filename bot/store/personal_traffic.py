"""What was sent to persons, what came in from them, and what the log of changes says of them."""

from sqlalchemy import ColumnElement, Text, case, cast, select
from sqlalchemy.dialects.postgresql import JSONB

from bot.store.held import (
    GROUP,
    MACHINERY,
    NUMBER,
    PERSON,
    POST,
    Fate,
    Held,
    in_group,
    of_person,
    their_answers,
    to_post,
    untold,
)
from bot.store.tables import (
    answer_messages,
    audit,
    channels,
    deliveries,
    events,
    memberships,
    round_messages,
    rounds,
)

UNSENT = ("pending", "sending", "waiting")

_their_groups = select(memberships.c.group_id).where(memberships.c.person_id == PERSON)
_names_them = audit.c.details["person"].astext == cast(PERSON, Text)


def _messages() -> ColumnElement[bool]:
    """Events that speak of a message of theirs, as far as that can be known."""
    answered = (
        select(channels.c.installation_id, channels.c.external_ref, answer_messages.c.message_ref)
        .join(channels, channels.c.id == answer_messages.c.channel_id)
        .where(answer_messages.c.answer_id.in_(their_answers()))
    )
    offered = (
        select(channels.c.installation_id, channels.c.external_ref, deliveries.c.message_ref)
        .join(channels, channels.c.id == deliveries.c.channel_id)
        .where(of_person(deliveries), deliveries.c.message_ref.is_not(None))
    )
    said = select(
        round_messages.c.installation_id, round_messages.c.channel_ref, round_messages.c.message_ref
    ).where(round_messages.c.round_id.in_(select(rounds.c.id).where(of_person(rounds))))
    found = answered.union(offered, said).subquery()
    return (
        select(1)
        .where(
            found.c.installation_id == events.c.installation_id,
            found.c.external_ref == events.c.channel_ref,
            found.c.message_ref == events.c.message_ref,
        )
        .exists()
    )


INBOUND = (
    Held(
        events,
        "What we were told about your messages",
        _messages(),
        (
            events.c.kind.label("what"),
            events.c.message_ref.label("message"),
            events.c.received_at.label("at"),
        ),
        Fate.BLANKED,
        untold=untold(events, installation_id=NUMBER, event_ref=MACHINERY, channel_ref=NUMBER),
        blank={"channel_ref": None, "message_ref": None},
        kept={"kind": "a word of ours", "event_ref": "the platform's number, so that nothing comes in twice"},
    ),
)

_NUMBERS = (
    "grade_id",
    "channel_id",
    "weekly_board_id",
    "own_question_id",
    "installation_id",
    "round_id",
    "turn",
    "key",
)

OUTBOUND = (
    Held(
        deliveries,
        "What was sent to you",
        of_person(deliveries),
        (
            *POST,
            deliveries.c.kind.label("what"),
            deliveries.c.state.label("state"),
            deliveries.c.due_at.label("due at"),
            deliveries.c.sent_at.label("sent at"),
        ),
        Fate.BLANKED,
        source=to_post(deliveries),
        untold=untold(
            deliveries,
            **dict.fromkeys(_NUMBERS, NUMBER),
            **dict.fromkeys(("attempt", "failure", "lease_until", "since"), MACHINERY),
            **dict.fromkeys(("message_ref", "thread_ref"), "told with the messages"),
        ),
        blank={
            "state": case((deliveries.c.state.in_(UNSENT), "dropped"), else_=deliveries.c.state),
            "lease_until": None,
            "message_ref": None,
            "thread_ref": None,
            "failure": "",
            "own_question_id": None,
        },
        kept={"kind": "a word of ours", "key": "internal numbers"},
    ),
    Held(
        audit,
        "Changes by you and about you",
        audit.c.group_id.in_(_their_groups) & ((audit.c.actor_id == PERSON) | _names_them),
        (
            GROUP,
            audit.c.action.label("what"),
            case((audit.c.actor_id == PERSON, "you"), else_="somebody else").label("by"),
            audit.c.details.delete_path(["person"]).label("details"),
            audit.c.occurred_at.label("at"),
        ),
        Fate.BLANKED,
        source=in_group(audit),
        untold=untold(audit),
        blank={
            "details": case((_names_them, cast({}, JSONB)), else_=audit.c.details.delete_path(["reason"]))
        },
        kept={"action": "a word of ours"},
    ),
)
"""The log names members by their number under `person`, and holds free words under `reason` alone."""
