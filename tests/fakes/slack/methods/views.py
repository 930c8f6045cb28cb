"""views.*: modals and the App Home."""

import time
from typing import Any

from tests.fakes.slack.block_kit import view_problems
from tests.fakes.slack.calls import Call, method
from tests.fakes.slack.messages import with_ids
from tests.fakes.slack.refusal import Refused
from tests.fakes.slack.state import TRIGGER_SECONDS, State

MOST_STACKED = 3
View = dict[str, Any]


@method("views.open", tier=4)
def open_modal(call: Call) -> dict[str, Any]:
    view = sound_view(call, "modal")
    user_id = spent_trigger(call)
    opened = kept(call.state, call.team.id, user_id, view)
    call.state.stacks[user_id] = [opened["id"]]
    return {"view": shown_view(opened)}


@method("views.push", tier=4)
def push(call: Call) -> dict[str, Any]:
    view = sound_view(call, "modal")
    user_id = spent_trigger(call)
    stack = call.state.stacks.get(user_id, [])
    if not stack:
        raise Refused("not_found")
    if len(stack) >= MOST_STACKED:
        raise Refused("push_limit_reached")
    pushed = kept(call.state, call.team.id, user_id, view)
    pushed |= {"previous_view_id": stack[-1], "root_view_id": stack[0]}
    stack.append(pushed["id"])
    return {"view": shown_view(pushed)}


@method("views.update", tier=4)
def update(call: Call) -> dict[str, Any]:
    view = sound_view(call, "modal")
    before = _named(call)
    if before is None or before["id"] not in call.state.stacks.get(before["_user"], []):
        raise Refused("not_found")
    if call.text("hash") and call.text("hash") != before["hash"]:
        raise Refused("hash_conflict")
    return {"view": shown_view(changed(call.state, before, view))}


@method("views.publish", tier=4)
def publish(call: Call) -> dict[str, Any]:
    view, user_id = sound_view(call, "home"), call.text("user_id", needed=True)
    if not call.state.app.home_tab:
        raise Refused("not_enabled")
    if user_id not in call.team.members:
        raise Refused("user_not_found")
    before = call.state.views.get(call.state.homes.get(user_id, ""))
    if before and call.text("hash") and call.text("hash") != before["hash"]:
        raise Refused("hash_conflict")
    home = changed(call.state, before, view) if before else kept(call.state, call.team.id, user_id, view)
    call.state.homes[user_id] = home["id"]
    return {"view": shown_view(home)}


def sound_view(call: Call, kind: str) -> View:
    view = call.structure("view", "invalid_arguments")
    if not isinstance(view, dict):
        raise Refused("invalid_arguments", messages=["missing required field: view"])
    found = view_problems(view) if view.get("type") == kind else [f"type must be {kind}"]
    if any("view_too_large" in each for each in found):
        raise Refused("view_too_large")
    if found:
        raise Refused("invalid_arguments", messages=found)
    return view


def spent_trigger(call: Call) -> str:
    """Whose act this was; no act is good for two views, or after three seconds."""
    trigger = call.state.triggers.get(call.text("trigger_id", needed=True))
    if trigger is None or trigger.team_id != call.team.id:
        raise Refused("invalid_trigger_id")
    if trigger.used:
        raise Refused("exchanged_trigger_id")
    old = call.state.world.now() - trigger.at > TRIGGER_SECONDS
    if old or time.monotonic() - trigger.real > TRIGGER_SECONDS:
        raise Refused("expired_trigger_id")
    trigger.used = True
    return trigger.user_id


def kept(state: State, team_id: str, user_id: str, view: View) -> View:
    """A new view. Fields under `_` are our own: whose it is, and what stands in its fields."""
    view_id = state.world.new_id("V")
    stored: View = {
        "id": view_id,
        "team_id": team_id,
        "app_id": state.app.app_id,
        "root_view_id": view_id,
        "previous_view_id": None,
        "_user": user_id,
        "_state": {},
    }
    state.views[view_id] = stored
    return changed(state, stored, view)


def changed(state: State, stored: View, view: View) -> View:
    defaults = {"callback_id": "", "private_metadata": "", "external_id": "", "close": None, "submit": None}
    flags = {"clear_on_close": False, "notify_on_close": False}
    stored |= defaults | flags | view
    stored["blocks"] = with_ids(state, view["blocks"])
    stored["_state"] = _still_there(stored)
    stored["hash"] = f"{int(state.world.now())}.{state.world.new_id('h')}"
    return stored


def _still_there(view: View) -> View:
    """What was typed stays in the fields that bear the names they had."""
    names = {each["block_id"]: each["element"]["action_id"] for each in view["blocks"] if "element" in each}
    return {block_id: values for block_id, values in view["_state"].items() if names.get(block_id) in values}


def shown_view(view: View) -> View:
    return {name: value for name, value in view.items() if not name.startswith("_")} | {
        "state": {"values": view["_state"]}
    }


def _named(call: Call) -> View | None:
    if call.text("view_id"):
        return call.state.views.get(call.text("view_id"))
    wanted = call.text("external_id", needed=True)
    return next((each for each in call.state.views.values() if each["external_id"] == wanted), None)
