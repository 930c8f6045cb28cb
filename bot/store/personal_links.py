"""Accounts that somebody joined, and the codes that they asked for or typed."""

from bot.store.held import MACHINERY, NUMBER, PERSON, Fate, Held, untold
from bot.store.tables import link_codes, link_tries, links

LINKED = (
    Held(
        links,
        "Your linked accounts",
        # While it lasts the two are one, and it is told and forgotten once.
        (links.c.person_id == PERSON) | ((links.c.other_id == PERSON) & links.c.ended_at.is_not(None)),
        (
            links.c.linked_at.label("linked at"),
            links.c.ended_at.label("ended at"),
        ),
        Fate.DELETED,
        untold=untold(
            links,
            other_id=NUMBER,
            looks=NUMBER,
            again_at=MACHINERY,
            places="your groups as they were; they are told with your groups again when the link ends",
        ),
    ),
    Held(
        link_codes,
        "Codes to link accounts or channels",
        (link_codes.c.person_id == PERSON) | (link_codes.c.claimed_by == PERSON),
        (
            link_codes.c.kind.label("for"),
            link_codes.c.made_at.label("made at"),
            link_codes.c.expires_at.label("good until"),
            link_codes.c.spent_at.label("used at"),
        ),
        Fate.DELETED,
        untold=untold(link_codes, mark="a hash of the code", for_group_id=NUMBER, claimed_by=NUMBER),
    ),
    Held(
        link_tries,
        "Codes of yours that opened nothing",
        link_tries.c.person_id == PERSON,
        (link_tries.c.tried_at.label("typed at"),),
        Fate.DELETED,
        untold=untold(link_tries),
    ),
)
"""Which account was joined with which goes with the accounts; nothing is counted by it."""
