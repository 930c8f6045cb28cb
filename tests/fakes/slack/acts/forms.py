"""Members fill in modals, send them, and close them."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.fakes.slack.acts.presses import PressActs
from tests.fakes.slack.block_kit import view_problems
from tests.fakes.slack.kit_text import words
from tests.fakes.slack.methods.views import changed, kept, shown_view
from tests.fakes.slack.outbox import Delivery, Outcome
from tests.fakes.slack.refusal import NotPossible
from tests.fakes.slack.seen import ShownView, pressable
from tests.fakes.slack.world import Member

Values = dict[str, Any]


class FormActs(PressActs):
    """A modal keeps what was typed until the app says it may close."""

    def modal(self, member: Member) -> ShownView | None:
        """The uppermost one on this member's screen."""
        stack = self.state.stacks.get(member.id, [])
        return self._look(member, stack[-1]) if stack else None

    def home(self, member: Member) -> ShownView | None:
        view_id = self.state.homes.get(member.id)
        return self._look(member, view_id) if view_id else None

    async def submits(self, member: Member, values: Mapping[str, str | list[str]] | None = None) -> Outcome:
        """Fill in fields by their label or action_id, and press the button that sends.

        A choice is named by its text or its value. Raises NotPossible where Slack's own form would refuse.
        """
        view = self._uppermost(member)
        self.fills(member, values or {})
        for block in view["blocks"]:
            self._must_be_filled(block, view["_state"])
        payload = self._person(member, "view_submission") | {
            "trigger_id": self.state.trigger(member),
            "view": shown_view(view),
            "response_urls": [],
        }
        outcome = await self._asks(member, Delivery("interactive", payload, "view_submission"))
        if outcome.ok:
            self._obey(member, view, outcome.body)
        return outcome

    def fills(self, member: Member, values: Mapping[str, str | list[str]]) -> None:
        """Type into the fields without sending."""
        view, left = self._uppermost(member), dict(values)
        for label, element, block_id in _fields(view["blocks"]):
            named = next((each for each in (label, element["action_id"]) if each in left), None)
            stands = view["_state"].setdefault(block_id, {})
            if named is not None:
                stands[element["action_id"]] = _filled(element, left.pop(named))
            elif element["action_id"] not in stands:
                stands[element["action_id"]] = _filled(element, None)
        if left:
            raise NotPossible(f"no field {list(left)} among {[each[0] for each in _fields(view['blocks'])]}")

    async def closes(self, member: Member) -> None:
        view = self._uppermost(member)
        self.state.stacks[member.id].pop()
        if view["notify_on_close"]:
            closed = {"view": shown_view(view), "is_cleared": False}
            payload = self._person(member, "view_closed") | closed
            await self._asks(member, Delivery("interactive", payload, "view_closed"))

    def _obey(self, member: Member, view: dict[str, Any], said: Any) -> None:
        stack = self.state.stacks[member.id]
        action = said.get("response_action") if isinstance(said, dict) else None
        view["_errors"] = {}
        if action is None and view["id"] in stack:
            stack.remove(view["id"])
        elif action == "clear":
            stack.clear()
        elif action == "errors":
            inputs = {each["block_id"] for each in view["blocks"] if each["type"] == "input"}
            if not said.get("errors") or set(said["errors"]) - inputs:
                raise NotPossible(f"errors for blocks that are no inputs: {said.get('errors')}")
            view["_errors"] = said["errors"]
        elif action in ("update", "push"):
            self._show(member, view, said["view"], push=action == "push")

    def _show(self, member: Member, view: dict[str, Any], new: dict[str, Any], *, push: bool) -> None:
        if found := view_problems(new):
            raise NotPossible(f"the app answered with an unsound view: {found}")
        if push:
            self.state.stacks[member.id].append(kept(self.state, view["team_id"], member.id, new)["id"])
        else:
            changed(self.state, view, new)

    def _uppermost(self, member: Member) -> dict[str, Any]:
        stack = self.state.stacks.get(member.id, [])
        if not stack:
            raise NotPossible(f"{member.name} has no modal open")
        return self.state.views[stack[-1]]

    def _look(self, member: Member, view_id: str) -> ShownView:
        view = self.state.views[view_id]
        return ShownView(view, member, view.get("_errors", {}))

    def _must_be_filled(self, block: dict[str, Any], stands: Values) -> None:
        if block["type"] != "input" or block.get("optional"):
            return
        filled = stands[block["block_id"]][block["element"]["action_id"]]
        if not any(value for name, value in filled.items() if name != "type"):
            raise NotPossible(f"please fill in {words(block['label'])!r}")


def _fields(blocks: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any], str]]:
    for block in blocks:
        label = words(block["label"]) if block["type"] == "input" else ""
        for element in pressable(block):
            if element["type"] not in ("button", "overflow"):
                yield label, element, block["block_id"]


def _filled(element: dict[str, Any], given: str | list[str] | None) -> Values:
    """A field's state: what was given, or what it began with."""
    kind = element["type"]
    if kind in ("plain_text_input", "number_input"):
        text = element.get("initial_value") if given is None else str(given)
        if text and len(text) > element.get("max_length", 3000):
            raise NotPossible(f"{len(text)} characters, {element.get('max_length', 3000)} at most")
        if text and "\n" in text and not element.get("multiline"):
            raise NotPossible("a field of one line takes no line break")
        return {"type": kind, "value": text or None}
    if kind in ("checkboxes", "multi_static_select"):
        chosen = [_option(element, each) for each in given] if isinstance(given, list) else None
        return {
            "type": kind,
            "selected_options": element.get("initial_options", []) if chosen is None else chosen,
        }
    if kind in ("static_select", "radio_buttons"):
        start = element.get("initial_option")
        return {"type": kind, "selected_option": start if given is None else _option(element, str(given))}
    name = {"users_select": "user", "channels_select": "channel", "conversations_select": "conversation"}
    field = name.get(kind, kind.removesuffix("picker"))
    return {"type": kind, f"selected_{field}": element.get(f"initial_{field}") if given is None else given}


def _option(element: dict[str, Any], wanted: str) -> dict[str, Any]:
    offered = element.get("options") or [o for group in element["option_groups"] for o in group["options"]]
    for option in offered:
        if wanted in (words(option["text"]), option["value"]):
            return dict(option)
    raise NotPossible(f"no choice {wanted!r} among {[words(each['text']) for each in offered]}")
