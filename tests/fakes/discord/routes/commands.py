"""Application commands: registered for all, or for one guild."""

from typing import Any

from tests.fakes.discord.call import Call, route
from tests.fakes.discord.refusal import Refused
from tests.fakes.discord.rules.commands import MOST, command
from tests.fakes.discord.rules.form import Form

GLOBAL = "/applications/{application_id}/commands"
GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
DAY = 86_400.0
MOST_CREATES = 200
Kept = dict[str, dict[str, Any]]


def _kept(call: Call) -> Kept:
    """The commands that this call is about, by id. Only one's own."""
    if call.params["application_id"] != call.app.id:
        raise Refused(10002)
    wanted = call.params.get("guild_id")
    if wanted is None:
        return call.app.global_commands
    here = call.state.world.guilds.get(wanted)
    if here is None or call.bot.id not in here.members:
        raise Refused(50001)
    return call.app.guild_commands.setdefault(wanted, {})


@route(f"GET {GLOBAL}")
@route(f"GET {GUILD}")
def listed(call: Call) -> Any:
    shown = list(_kept(call).values())
    if call.query.get("with_localizations") in ("1", "true", "True"):
        return shown
    hidden = ("name_localizations", "description_localizations")
    return [{name: value for name, value in each.items() if name not in hidden} for each in shown]


@route(f"PUT {GLOBAL}", 2, 60.0, bucket="commands")
@route(f"PUT {GUILD}", 2, 60.0, bucket="guild commands")
def overwrite(call: Call) -> Any:
    """All at once: what isn't named is gone, what's as it was keeps its id and version."""
    kept, form = _kept(call), Form()
    if not isinstance(call.sent.body, list):
        raise Refused(50035, errors={"_errors": [{"code": "LIST_TYPE_CONVERT", "message": "Only iterables"}]})
    wanted = [command(form, (number,), each) for number, each in enumerate(call.sent.body)]
    seen: set[tuple[int, str]] = set()
    for number, each in enumerate(wanted):
        named = (each.get("type", 0), str(each.get("name")))
        if named in seen:
            said = "Application command names must be unique"
            form.wrong((number,), "APPLICATION_COMMANDS_DUPLICATE_NAME", said)
        seen.add(named)
    form.check()
    _room(wanted)
    fresh = [_placed(call, kept, each) for each in wanted]
    kept.clear()
    kept.update({each["id"]: each for each in fresh})
    return fresh


@route(f"POST {GLOBAL}", 5, 20.0)
@route(f"POST {GUILD}", 5, 20.0)
def create(call: Call) -> Any:
    """One; of that name, it takes the other's place."""
    kept, form = _kept(call), Form()
    wanted = command(form, (), call.body)
    form.check()
    known = any((each["type"], each["name"]) == (wanted["type"], wanted["name"]) for each in kept.values())
    if not known:
        _room([*kept.values(), wanted])
    placed = _placed(call, kept, wanted)
    kept[placed["id"]] = placed
    call.status = 200 if known else 201
    return placed


@route(f"PATCH {GLOBAL}/{{command_id}}")
@route(f"PATCH {GUILD}/{{command_id}}")
def change(call: Call) -> Any:
    kept, form = _kept(call), Form()
    found = kept.get(call.params["command_id"])
    if found is None:
        raise Refused(10063)
    wanted = command(form, (), found | call.body)
    form.check()
    kept[found["id"]] = found | wanted | {"version": call.state.world.new_id()}
    return kept[found["id"]]


@route(f"DELETE {GLOBAL}/{{command_id}}")
@route(f"DELETE {GUILD}/{{command_id}}")
def delete(call: Call) -> Any:
    if _kept(call).pop(call.params["command_id"], None) is None:
        raise Refused(10063)


@route(f"GET {GLOBAL}/{{command_id}}")
@route(f"GET {GUILD}/{{command_id}}")
def one(call: Call) -> Any:
    found = _kept(call).get(call.params["command_id"])
    if found is None:
        raise Refused(10063)
    return found


def _room(commands: list[dict[str, Any]]) -> None:
    for kind, most in MOST.items():
        if sum(each["type"] == kind for each in commands) > most:
            raise Refused(30032)


def _placed(call: Call, kept: Kept, wanted: dict[str, Any]) -> dict[str, Any]:
    same = [
        each for each in kept.values() if (each["type"], each["name"]) == (wanted["type"], wanted["name"])
    ]
    if same and all(same[0][name] == value for name, value in wanted.items()):
        return same[0]
    if not same:
        _count(call)
    number = same[0]["id"] if same else call.state.world.new_id()
    place = {"id": number, "application_id": call.app.id, "version": call.state.world.new_id()}
    there = {"guild_id": call.params["guild_id"]} if "guild_id" in call.params else {}
    return place | there | wanted


def _count(call: Call) -> None:
    now = call.state.world.now().timestamp()
    call.app.creates = [each for each in call.app.creates if now - each < DAY]
    if len(call.app.creates) >= MOST_CREATES:
        raise Refused(30034)
    call.app.creates.append(now)
