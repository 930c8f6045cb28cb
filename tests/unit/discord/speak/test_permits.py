"""Who may do what in a channel: what all have, one's roles, the channel's own rules, oneself."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.discord.speak.asks import BITS, Right
from adapters.discord.speak.permits import by_roles, held, lacking

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
GUILD, ROLE, OTHER, ME, OWNER = "1", "2", "3", "7", "9"
BOTH = (Right.VIEW, Right.SEND)


def bits(*rights: Right) -> int:
    return sum(BITS[one] for one in rights)


def rule(ref: str, kind: int, *, allow: int = 0, deny: int = 0) -> dict[str, Any]:
    return {"id": ref, "type": kind, "allow": str(allow), "deny": str(deny)}


def lacks(
    *rules: dict[str, Any],
    everyone: int = bits(Right.VIEW),
    role: int = 0,
    who: str = ME,
    until: str | None = None,
) -> tuple[Right, ...]:
    roles = [{"id": GUILD, "permissions": str(everyone)}, {"id": ROLE, "permissions": str(role)}]
    roles.append({"id": OTHER, "permissions": str(1 << 3)})  # an administrator's, which I haven't
    member = {"user": {"id": who}, "roles": [ROLE], "communication_disabled_until": until}
    channel = {"permission_overwrites": list(rules)}
    return lacking(held({"id": GUILD, "owner_id": OWNER}, roles, member, channel, NOW), BOTH)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (lacks(), (Right.SEND,)),
        (lacks(role=bits(Right.SEND)), ()),
        (lacks(everyone=0), BOTH),
        (lacks(everyone=0, role=bits(Right.SEND)), BOTH),  # who sees nothing can say nothing
        (lacks(role=1 << 3), ()),
        (lacks(rule(GUILD, 0, deny=bits(*BOTH)), role=1 << 3), ()),
        (lacks(everyone=0, who=OWNER), ()),
        (lacks(rule(GUILD, 0, deny=bits(Right.SEND)), role=bits(Right.SEND)), (Right.SEND,)),
        (lacks(rule(GUILD, 0, deny=bits(Right.SEND)), rule(ROLE, 0, allow=bits(Right.SEND))), ()),
        (lacks(rule(ROLE, 0, allow=bits(Right.SEND)), rule(ME, 1, deny=bits(Right.SEND))), (Right.SEND,)),
        (lacks(rule(ROLE, 0, deny=bits(Right.VIEW)), rule(ME, 1, allow=bits(*BOTH))), ()),
        (lacks(rule(OTHER, 0, allow=bits(Right.SEND))), (Right.SEND,)),
        (lacks(role=bits(Right.SEND), until=(NOW + timedelta(hours=1)).isoformat()), (Right.SEND,)),
        (lacks(role=bits(Right.SEND), until=(NOW - timedelta(hours=1)).isoformat()), ()),
    ],
)
def test_what_is_lacking(found: tuple[Right, ...], expected: tuple[Right, ...]) -> None:
    assert found == expected


@pytest.mark.parametrize(
    ("everyone", "role", "who", "expected"),
    [
        (bits(Right.VIEW), 0, ME, (Right.SEND,)),
        (bits(Right.VIEW), bits(Right.SEND), ME, ()),
        (0, 1 << 3, ME, ()),
        (0, 0, OWNER, ()),
    ],
)
def test_what_the_servers_own_roles_give(
    everyone: int, role: int, who: str, expected: tuple[Right, ...]
) -> None:
    roles = [{"id": GUILD, "permissions": str(everyone)}, {"id": ROLE, "permissions": str(role)}]
    member = {"user": {"id": who}, "roles": [ROLE]}
    assert lacking(by_roles({"id": GUILD, "owner_id": OWNER}, roles, member), BOTH) == expected


def test_of_two_roles_that_disagree_the_one_that_allows_wins() -> None:
    roles = [{"id": ref, "permissions": str(bits(Right.VIEW))} for ref in (GUILD, ROLE, OTHER)]
    member = {"user": {"id": ME}, "roles": [ROLE, OTHER], "communication_disabled_until": None}
    said = [rule(ROLE, 0, deny=bits(Right.SEND)), rule(OTHER, 0, allow=bits(Right.SEND))]
    for rules in (said, said[::-1]):
        mine = held({"id": GUILD, "owner_id": OWNER}, roles, member, {"permission_overwrites": rules}, NOW)
        assert lacking(mine, BOTH) == ()
