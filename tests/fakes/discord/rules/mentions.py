"""Whom a message names, and whom of them it notifies."""

import re
from dataclasses import dataclass
from typing import Any

from tests.fakes.discord.permissions import can, sees
from tests.fakes.discord.rules.form import Form
from tests.fakes.discord.world import Channel, User

PERSON = re.compile(r"<@!?(\d+)>")
ROLE = re.compile(r"<@&(\d+)>")
ALL = re.compile(r"@(everyone|here)\b")
KINDS = ("roles", "users", "everyone")


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a message notifies: what `mentions` of the message lists."""

    users: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    everyone: bool = False


def allowed(form: Form, value: Any) -> None:
    """`allowed_mentions` as it was sent."""
    at = ("allowed_mentions",)
    if not isinstance(value, dict):
        form.wrong(at, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
        return
    parse = form.many((*at, "parse"), value.get("parse"), 0, 3)
    for number, each in enumerate(parse):
        form.one_of((*at, "parse", number), each, KINDS)
    for kind in ("users", "roles"):
        given = form.many((*at, kind), value.get(kind), 0, 100)
        if given and kind in parse:
            said = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            form.wrong(at, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", said)


def named(text: str, author: User, at: Channel, rule: dict[str, Any] | None, replied: str = "") -> Named:
    """With no rule, all that is written is meant."""
    rule = rule if rule is not None else {"parse": list(KINDS), "replied_user": True}
    parse = rule.get("parse") or []
    users = _of(PERSON.findall(text), "users", rule)
    if replied and (rule.get("replied_user")):
        users = [*users, replied]
    roles = [each for each in _of(ROLE.findall(text), "roles", rule) if _may_name(each, author, at)]
    everyone = "everyone" in parse and bool(ALL.search(text)) and can(at, author, "mention_everyone")
    return Named(tuple(dict.fromkeys(users)), tuple(dict.fromkeys(roles)), bool(everyone and at.guild))


def _of(found: list[str], kind: str, rule: dict[str, Any]) -> list[str]:
    if kind in (rule.get("parse") or []):
        return found
    wanted = [str(each) for each in rule.get(kind) or []]
    return [each for each in found if each in wanted]


def _may_name(role_id: str, author: User, at: Channel) -> bool:
    role = at.guild.roles.get(role_id) if at.guild else None
    return role is not None and (role.mentionable or can(at, author, "mention_everyone"))


def reached(named: Named, at: Channel, author: User) -> list[str]:
    """Who is notified: only who sees the channel, and never its author."""
    if at.guild is None:
        people = {each.id: each for each in at.recipients}
        return [each for each in named.users if each in people and each != author.id]
    guild = at.guild
    wanted = set(named.users)
    for member in guild.members.values():
        if named.everyone or set(named.roles) & set(member.roles):
            wanted.add(member.id)
    inside = [guild.members[each] for each in wanted if each in guild.members and each != author.id]
    return sorted(each.id for each in inside if sees(at, each.user))
