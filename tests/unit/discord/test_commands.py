"""The commands that Discord registers say all that the core's tables do, within Discord's limits."""

from copy import deepcopy
from typing import Any

import pytest

from adapters.discord.commands import (
    PUT_BACK,
    TAKE_OUT,
    commands,
    differences,
    to_register,
)
from adapters.discord.options import Option, as_typed, options_of
from adapters.discord.permissions import PERMISSIONS, permission_bits
from adapters.discord.speak.asks import BITS
from bot.domain.cards import Note
from bot.domain.happenings import Command as Slash
from bot.practice.commands.asked import Asked, Command, For
from bot.practice.commands.table import TABLES
from tests.fakes.discord.rules.commands import command
from tests.fakes.discord.rules.form import Form
from tests.fakes.discord_typed import typed_options

EVERY = [(slash, one) for slash in Slash for one in TABLES[slash].values()]
LAUNCH: dict[str, Any] = {"id": "5", "type": 4, "name": "launch", "description": "", "handler": 2}


async def nothing(_it: Asked) -> Note:
    return Note("")


def a_command(*forms: str) -> Command:
    return Command("new-word", For.ANYBODY, "does something", forms, (), nothing)


def registered() -> list[dict[str, Any]]:
    """As Discord gives them back: with its own fields, and its defaults for what wasn't said."""
    form = Form()
    kept = [command(form, (number,), one) for number, one in enumerate(commands())]
    form.check()
    return [
        {**one, "id": str(number), "version": "7", "dm_permission": True} for number, one in enumerate(kept)
    ]


def test_discord_takes_them() -> None:
    assert [one["name"] for one in registered()] == ["debrief", "debrief-admin", TAKE_OUT, PUT_BACK]


def test_every_word_is_a_subcommand() -> None:
    for slash, made in zip(Slash, commands(), strict=False):
        assert [one["name"] for one in made["options"]] == list(TABLES[slash])


def test_only_the_organisers_command_is_hidden() -> None:
    held = {one["name"]: one.get("default_member_permissions") for one in commands()}
    assert held == {"debrief": None, "debrief-admin": str(1 << 5), TAKE_OUT: None, PUT_BACK: None}


def test_it_is_offered_where_permissions_are() -> None:
    where = {one["name"]: one["contexts"] for one in commands()}
    assert where == {"debrief": [0, 1], "debrief-admin": [0], TAKE_OUT: [0], PUT_BACK: [0]}


@pytest.mark.parametrize(("slash", "one"), EVERY, ids=lambda it: getattr(it, "word", str(it)))
def test_every_example_can_be_typed(slash: Slash, one: Command) -> None:
    for example in one.examples:
        found = typed_options(f"/{slash} {example}")
        assert found is not None, example
        path, given = found
        assert f"{path} {as_typed(options_of(slash, one), given)}".split() == f"{slash} {example}".split()


@pytest.mark.parametrize(("slash", "one"), EVERY, ids=lambda it: getattr(it, "word", str(it)))
def test_a_word_alone_can_be_typed_where_it_may_stand_alone(slash: Slash, one: Command) -> None:
    alone = "" in one.forms or any(form.startswith("[") for form in one.forms)
    required = any(option.required for option in options_of(slash, one))
    # `[…]` alone may still be needed: a repair takes all three.
    assert alone != required or one.word in {"repair", "staff"}


def test_what_is_led_by_a_word_is_typed_behind_it() -> None:
    found = typed_options("/debrief-admin setup 09:30 Europe/Berlin mon-fri holidays DE named Early birds")
    assert found is not None
    assert found[1] == {
        "time": "09:30",
        "zone": "Europe/Berlin",
        "days": "mon-fri",
        "holidays": "DE",
        "name": "Early birds",
    }


def test_a_field_that_is_no_more_is_typed_as_it_is() -> None:
    known = (Option("one", "It"), Option("two", "It", before="of"))
    assert as_typed(known, {"gone": "x", "two": "b", "one": "a"}) == "a of b x"


@pytest.mark.parametrize(
    ("forms", "options"),
    [
        (("",), ()),
        (("on|off",), (("choice", True, ("on", "off")),)),
        (("", "now"), (("choice", False, ("now",)),)),
        (("[WORD]",), (("words", False, ()),)),
        (("one WORD", "two"), (("words", True, ()),)),
    ],
)
def test_a_new_command_of_the_core_is_offered_by_its_forms(
    forms: tuple[str, ...], options: tuple[tuple[str, bool, tuple[str, ...]], ...]
) -> None:
    found = options_of(Slash.MEMBER, a_command(*forms))
    assert tuple((it.name, it.required, tuple(typed for _, typed in it.choices)) for it in found) == options


def test_nothing_differs_from_what_was_registered() -> None:
    assert differences(registered(), commands()) == []


def test_the_order_in_which_discord_names_them_means_nothing() -> None:
    assert differences(registered()[::-1], commands()) == []


@pytest.mark.parametrize(
    "what", ["description", "default_member_permissions", "contexts", "integration_types"]
)
def test_a_change_is_told(what: str) -> None:
    other: dict[str, Any] = {
        "description": "Another",
        "default_member_permissions": "8",
        "contexts": [0, 1],
        "integration_types": [0, 1],
    }
    there = registered()
    there[1][what] = other[what]
    assert differences(there, commands()) == ["/debrief-admin is registered otherwise."]


def test_a_change_within_a_command_is_told_by_its_words() -> None:
    there = deepcopy(registered())
    board, mock = (next(it for it in there[0]["options"] if it["name"] == word) for word in ("board", "mock"))
    board["options"][0]["choices"].pop()
    there[0]["options"].remove(mock)
    assert differences(there, commands()) == ["/debrief is registered otherwise: board, mock."]


def test_what_is_missing_and_what_is_too_much_is_told() -> None:
    there = [one for one in registered() if one["name"] != TAKE_OUT]
    there.append({**there[0], "name": "old"})
    assert differences(there, commands()) == [
        f"“{TAKE_OUT}” isn't registered yet.",
        "/old is registered, and isn't ours any more.",
    ]


def test_the_entry_point_of_an_activity_stays() -> None:
    """Discord made it, and takes no list without it."""
    there = [*registered(), LAUNCH]
    assert differences(there, commands()) == []
    assert to_register(there, commands()) == [*commands(), LAUNCH]


def test_every_permission_has_its_reason() -> None:
    assert {one.bit for one in PERMISSIONS} == set(BITS.values())
    assert all(one.reason for one in PERMISSIONS)
    assert permission_bits() & (1 << 3) == 0, "an administrator's"
