"""Commands, buttons, forms and message shortcuts as happenings."""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import datetime

from adapters.slack.blocks import sent_answer, sent_values
from adapters.slack.heard.asker import Asker, by_command, by_interaction
from adapters.slack.heard.needs import Payload
from adapters.slack.heard.payload import at, inside, source
from adapters.slack.heard.private import AnswerTo, FieldsTo, Private, read_private
from adapters.slack.heard.typed import as_typed
from bot.domain.happenings import (
    Action,
    ButtonPressed,
    Command,
    CommandGiven,
    FieldsSent,
    FormSent,
    MessageTaken,
)

TAKE_OUT, PUT_BACK = "debrief_take_out", "debrief_put_back"
"""The message shortcuts, by the names they have in the manifest."""
_BUTTON = re.compile("debrief:([a-z]+):[0-9]+")
_ACTIONS = {action.value: action for action in Action}
_DIRECT = "directmessage"
"""What Slack calls the channel of a command that is typed in a conversation of two."""


def command(body: Payload, now: datetime) -> tuple[Asker, CommandGiven]:
    """Raises ValueError for a command that isn't ours."""
    asker = by_command(body)
    private = body.get("channel_name") == _DIRECT or asker.channel_ref.startswith("D")
    given = CommandGiven(
        source=source(asker.installation_ref, asker.key),
        account=asker.account,
        command=Command(str(body["command"]).removeprefix("/")),
        text=as_typed(str(body.get("text") or "")).strip(),
        given_at=now,
        channel_ref=None if private or not asker.channel_ref else asker.channel_ref,
    )
    return asker, given


def press(body: Payload, now: datetime) -> tuple[Asker, ButtonPressed | None]:
    """None for a button that none of our cards has."""
    asker, pressed = by_interaction(body), body["actions"][0]
    found = _BUTTON.fullmatch(str(pressed.get("action_id")))
    action = _ACTIONS.get(found[1]) if found else None
    if action is None:
        return asker, None
    where = source(asker.installation_ref, asker.key)
    return asker, ButtonPressed(where, asker.account, action, str(pressed.get("value") or ""), now)


def sent(body: Payload, now: datetime) -> tuple[Asker, FormSent | FieldsSent | None]:
    """None for a form that none of ours is."""
    asker, view = by_interaction(body), inside(body, "view")
    private = read_private(str(view.get("private_metadata") or ""))
    where = source(asker.installation_ref, _sending(view))
    match private:
        case Private(to=AnswerTo(post=post)):
            return asker, FormSent(where, asker.account, post, sent_answer(view), now)
        case Private(to=FieldsTo(action=action, subject=subject)):
            return asker, FieldsSent(where, asker.account, action, subject, sent_values(view), now)
    return asker, None


def _sending(view: Payload) -> str:
    """The same form with the same words in it, sent again after no answer came, is the same happening."""
    state: Mapping[str, object] = inside(view, "state")
    words = json.dumps(state, sort_keys=True).encode()
    return f"{view['id']}-{hashlib.sha256(words).hexdigest()[:24]}"


def taken(body: Payload) -> tuple[Asker, MessageTaken]:
    """Raises ValueError for a shortcut that isn't ours."""
    if body.get("callback_id") not in (TAKE_OUT, PUT_BACK):
        raise ValueError(body.get("callback_id"))
    asker = by_interaction(body)
    where = at(str(body["channel"]["id"]), inside(body, "message"))
    out = body["callback_id"] == TAKE_OUT
    return asker, MessageTaken(source(asker.installation_ref, asker.key), where, asker.account, out)
