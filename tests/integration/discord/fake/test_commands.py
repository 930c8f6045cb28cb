"""Commands: which Discord registers, and to whom it offers them."""

import asyncio
from typing import Any

import pytest

from bot.testing import FakeClock
from tests.fakes.discord.server import NotPossible
from tests.integration.discord.fake_discord_stage import Group, Raw, until


def command(name: str = "debrief", **further: Any) -> dict[str, Any]:
    return {"name": name, "type": 1, "description": "Practise."} | further


def option(name: str = "period", kind: int = 3, **further: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, "description": "Which."} | further


def sub(name: str = "board", *options: dict[str, Any], kind: int = 1) -> dict[str, Any]:
    return option(name, kind, options=list(options))


CHOICE = {"name": "Week", "value": "week"}
DEEP = sub("a", sub("b", sub("c", sub("d")), kind=2), kind=2)
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no name": (command(""), "0.name"),
    "capitals": (command("Debrief"), "0.name"),
    "a space": (command("de brief"), "0.name"),
    "a name of 33": (command("d" * 33), "0.name"),
    "no description": (command(description=""), "0.description"),
    "a description of 101": (command(description="d" * 101), "0.description"),
    "of no kind": (command(type=9), "0.type"),
    "a menu with a description": (command("Use", type=3), "0.description"),
    "a menu's name of 33": (command("U" * 33, type=2, description=""), "0.name"),
    "26 options": (command(options=[option(f"o{n}") for n in range(26)]), "0.options"),
    "an option of no kind": (command(options=[option(kind=12)]), "0.options.0.type"),
    "an option's capitals": (command(options=[option("Period")]), "0.options.0.name"),
    "an option twice": (command(options=[option(), option()]), "0.options.1.name"),
    "needed after free": (
        command(options=[option(), option("other", required=True)]),
        "0.options.1",
    ),
    "26 choices": (
        command(options=[option(choices=[{"name": "n", "value": str(n)} for n in range(26)])]),
        "0.options.0.choices",
    ),
    "a choice of 101": (
        command(options=[option(choices=[{"name": "n" * 101, "value": "v"}])]),
        "0.options.0.choices.0.name",
    ),
    "a choice of no value": (
        command(options=[option(choices=[{"name": "n", "value": ""}])]),
        "0.options.0.choices.0.value",
    ),
    "a choice's value of 101": (
        command(options=[option(choices=[{"name": "n", "value": "v" * 101}])]),
        "0.options.0.choices.0.value",
    ),
    "four contexts": (command(contexts=[0, 1, 2, 0]), "0.contexts"),
    "a choice that is no number": (
        command(options=[option(kind=4, choices=[CHOICE])]),
        "0.options.0.choices.0.value",
    ),
    "choices and more offered": (
        command(options=[option(choices=[CHOICE], autocomplete=True)]),
        "0.options.0.choices",
    ),
    "a length beyond 6,000": (command(options=[option(max_length=6001)]), "0.options.0.max_length"),
    "a sub-command beside an option": (command(options=[option(), sub()]), "0.options.0"),
    "a sub-command in one": (command(options=[sub("a", sub("b"))]), "0.options.0.options"),
    "a group of options": (command(options=[sub("a", option(), kind=2)]), "0.options.0.options"),
    "a group in a group": (command(options=[DEEP]), "0.options.0.options"),
    "a context that isn't": (command(contexts=[3]), "0.contexts.0"),
    "a kind of install that isn't": (command(integration_types=[2]), "0.integration_types.0"),
    "rights that are no number": (
        command(default_member_permissions="manage"),
        "0.default_member_permissions",
    ),
    "a language that isn't": (command(name_localizations={"en": "d"}), "0.name_localizations.en"),
    "capitals in a language": (command(name_localizations={"de": "Übung"}), "0.name_localizations.de"),
    "a description in no language": (
        command(description_localizations={"xx": "d"}),
        "0.description_localizations.xx",
    ),
    "a translated description of 101": (
        command(description_localizations={"de": "d" * 101}),
        "0.description_localizations.de",
    ),
    "an option that says nothing": (command(options=[option(description="")]), "0.options.0.description"),
    "8,001 characters": (
        command(
            options=[
                sub(f"s{n}", *[option(f"o{m}", description="d" * 100) for m in range(20)]) for n in range(4)
            ]
        ),
        "0",
    ),
}


@pytest.mark.parametrize("case", WRONG)
async def test_a_command_that_discord_would_refuse_is_refused(stage: Group, call: Raw, case: str) -> None:
    wanted, place = WRONG[case]

    assert list(await call.wrong(f"PUT /applications/{stage.app.id}/commands", [wanted])) == [place]
    assert stage.app.global_commands == {}


async def test_commands_are_registered_all_at_once_and_keep_their_ids(stage: Group, call: Raw) -> None:
    to = f"PUT /applications/{stage.app.id}/commands"
    one, two = await call.made(to, [command(), command("admin")])
    again, changed = await call.made(to, [command(), command("admin", description="Other.")])

    assert again == one
    assert (changed["id"], changed["version"] != two["version"]) == (two["id"], True)
    assert [each["name"] for each in await call.made(to.replace("PUT", "GET"))] == ["debrief", "admin"]
    assert await call.made(to, []) == []


async def test_there_is_room_for_so_many_and_no_name_twice(stage: Group, call: Raw) -> None:
    to = f"/applications/{stage.app.id}/commands"

    assert await call.refused(f"PUT {to}", [command(f"c{n}") for n in range(101)]) == (400, 30032)
    menus = [command(f"c{n}", type=3, description="") for n in range(6)]
    assert await call.refused(f"PUT {to}", menus) == (400, 30032)
    assert list(await call.wrong(f"PUT {to}", [command(), command()])) == ["1"]
    assert await call.wrong(f"PUT {to}", command()) == {"": "LIST_TYPE_CONVERT"}
    assert (await call(f"PUT {to}", [command(f"c{n}") for n in range(100)]))[0] == 200
    assert await call.refused(f"POST {to}", command("another")) == (400, 30032)
    assert (await call(f"POST {to}", command("c1", description="New.")))[0] == 200


async def test_only_200_are_created_in_a_day(stage: Group, call: Raw, clock: FakeClock) -> None:
    to = f"PUT /applications/{stage.app.id}/commands"
    for start in (0, 100):
        await call.made(to, [command(f"c{start + n}") for n in range(100)])

    assert await call.refused(to, [command("another")]) == (400, 30034)
    clock.forward(hours=24)
    assert (await call(to, [command("another")]))[0] == 200


async def test_single_commands_are_read_changed_and_deleted(stage: Group, call: Raw) -> None:
    to = f"/applications/{stage.app.id}/commands"
    made = await call.made(f"POST {to}", command())
    changed = await call.made(f"PATCH {to}/{made['id']}", {"description": "Other."})

    assert (changed["name"], changed["description"]) == ("debrief", "Other.")
    assert (await call.made(f"GET {to}/{made['id']}"))["description"] == "Other."
    assert await call.wrong(f"PATCH {to}/{made['id']}", {"name": "No"}) != {}
    assert await call.wrong(f"POST {to}", command("No")) != {}
    assert (await call(f"DELETE {to}/{made['id']}"))[0] == 204
    for gone in ("DELETE", "GET", "PATCH"):
        assert await call.refused(f"{gone} {to}/{made['id']}", {}) == (404, 10063)


async def test_it_registers_for_itself_and_where_it_is(stage: Group, call: Raw) -> None:
    elsewhere = stage.discord.guild("Elsewhere")

    assert await call.refused("GET /applications/404/commands") == (404, 10002)
    refused = await call.refused(f"PUT /applications/{stage.app.id}/guilds/{elsewhere.id}/commands", [])
    assert refused == (403, 50001)


async def test_members_are_offered_what_they_may_use_where_they_are(stage: Group, call: Raw) -> None:
    discord, manage = stage.discord, str(1 << 5)
    mine = f"/applications/{stage.app.id}"
    await call.made(
        f"PUT {mine}/commands",
        [
            command("everywhere"),
            command("in-guilds", contexts=[0]),
            command("direct", contexts=[1]),
            command("admin", default_member_permissions=manage),
            command("owner", default_member_permissions="0"),
        ],
    )
    await call.made(f"PUT {mine}/guilds/{stage.guild.id}/commands", [command("local")])
    direct = discord.direct(stage.ada)

    assert discord.commands(stage.ada, stage.practice) == ["local", "everywhere", "in-guilds"]
    assert discord.commands(stage.ada, direct) == ["everywhere", "direct", "admin", "owner"]
    discord.gives_role(stage.ada, discord.role(stage.guild, "organiser", "manage_guild"))
    assert "admin" in discord.commands(stage.ada, stage.practice)
    owner = stage.guild.members[stage.guild.owner_id]
    assert "owner" in discord.commands(owner, stage.practice)
    discord.permits(stage.practice, stage.ben, deny=["use_application_commands"])
    assert discord.commands(stage.ben, stage.practice) == []


async def test_a_command_takes_its_options_and_no_others(stage: Group, call: Raw) -> None:
    discord = stage.discord
    period = option(required=True, choices=[CHOICE])
    board = sub("board", period, option("who", 6), option("many", 4, min_value=1, max_value=9))
    await call.made(f"PUT /applications/{stage.app.id}/commands", [command(options=[board])])
    discord.state.answer_within = 0.01
    await discord.types_command(
        stage.ada, stage.practice, "debrief board", period="Week", who=stage.ben, many=3
    )

    assert discord.last_sent["options"] == [
        {
            "name": "board",
            "type": 1,
            "options": [
                {"name": "period", "type": 3, "value": "week"},
                {"name": "who", "type": 6, "value": stage.ben.id},
                {"name": "many", "type": 4, "value": 3},
            ],
        }
    ]
    assert list(discord.last_sent["resolved"]["users"]) == [stage.ben.id]
    wrong: list[tuple[str, dict[str, Any]]] = [
        ("debrief", {}),
        ("debrief nothing", {}),
        ("nothing", {}),
        ("debrief board", {}),
        ("debrief board", {"period": "Year"}),
        ("debrief board", {"period": "Week", "many": 10}),
        ("debrief board", {"period": "Week", "many": "3"}),
        ("debrief board", {"period": "Week", "who": "404"}),
        ("debrief board", {"period": "Week", "colour": "red"}),
    ]
    for path, options in wrong:
        with pytest.raises(NotPossible):
            await discord.types_command(stage.ada, stage.practice, path, **options)
    assert [each.reason for each in discord.complaints] == ["The application did not respond"]


OFFERED = {"name": "Week", "value": "week"}


@pytest.mark.parametrize(
    ("offered", "place"),
    [
        ([OFFERED] * 26, "data.choices"),
        ([OFFERED | {"name": "n" * 101}], "data.choices.0.name"),
        ([OFFERED | {"name": ""}], "data.choices.0.name"),
        ([OFFERED | {"value": "v" * 101}], "data.choices.0.value"),
        ([OFFERED | {"value": ""}], "data.choices.0.value"),
    ],
)
async def test_what_is_offered_while_typing_has_its_limits(
    stage: Group, call: Raw, offered: list[dict[str, str]], place: str
) -> None:
    wanted = command(options=[option(autocomplete=True)])
    await call.made(f"PUT /applications/{stage.app.id}/commands", [wanted])
    typing = asyncio.ensure_future(
        stage.discord.completes(stage.ada, stage.practice, "debrief", "period", "w")
    )
    await until(lambda: bool(stage.discord.state.interactions))
    (asked,) = stage.discord.state.interactions.values()
    to = f"POST /interactions/{asked.id}/{asked.token}/callback"

    assert list(await call.wrong(to, {"type": 8, "data": {"choices": offered}})) == [place]
    assert list(await call.wrong(to, {"type": 4, "data": {"content": "w"}})) == ["type"]
    await call.made(to, {"type": 8, "data": {"choices": [OFFERED]}})
    assert await typing == [("Week", "week")]


async def test_whoever_does_not_see_a_channel_is_offered_nothing_there(stage: Group, call: Raw) -> None:
    await call.made(f"PUT /applications/{stage.app.id}/commands", [command()])
    stage.discord.permits(stage.practice, stage.ada, deny=["view_channel"])

    with pytest.raises(NotPossible):
        stage.discord.commands(stage.ada, stage.practice)
