"""Payloads as Slack's documentation shows them, with names of our own."""

from typing import Any

from adapters.slack.heard.messages import Heard
from adapters.slack.heard.needs import Payload

TEAM, BOT, ADA = "T061EG9R6", "U0BOT0001", "U2147483697"
CHANNEL, DIRECT = "C0G9QF9GZ", "D024BE91L"
ROOT, TS = "1482960137.003543", "1482960140.000200"


def event(event: dict[str, Any], **further: Any) -> Payload:
    """The outer event."""
    return {
        "token": "XXYYZZ",
        "team_id": TEAM,
        "api_app_id": "A061EG9R6",
        "event": event,
        "type": "event_callback",
        "event_id": "Ev0PV52K25",
        "event_time": 1482960141,
        "event_context": "EC0000001",
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        **further,
    }


def message(text: str = "I would stop it.", **further: Any) -> dict[str, Any]:
    return {
        "client_msg_id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
        "type": "message",
        "text": text,
        "user": ADA,
        "ts": TS,
        "team": TEAM,
        "channel": CHANNEL,
        "event_ts": TS,
        "channel_type": "channel",
        **further,
    }


def reply(text: str = "I would stop it.", **further: Any) -> dict[str, Any]:
    return message(text, thread_ts=ROOT, parent_user_id=BOT, **further)


def changed(before: dict[str, Any], after: dict[str, Any], ts: str = "1482960150.000300") -> dict[str, Any]:
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "message": after,
        "previous_message": before,
        "channel": CHANNEL,
        "ts": ts,
        "event_ts": ts,
        "channel_type": "channel",
    }


def deleted(before: dict[str, Any], ts: str = "1482960160.000400") -> dict[str, Any]:
    return {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "channel": CHANNEL,
        "ts": ts,
        "deleted_ts": before["ts"],
        "previous_message": before,
        "event_ts": ts,
        "channel_type": "channel",
    }


def heard(inner: dict[str, Any], **further: Any) -> Heard:
    return Heard(event(inner, **further), BOT)


def command(text: str = "help board", **further: Any) -> dict[str, Any]:
    return {
        "token": "gIkuvaNzQIHg97ATvDxqgjtO",
        "team_id": TEAM,
        "team_domain": "heron",
        "channel_id": CHANNEL,
        "channel_name": "practice",
        "user_id": ADA,
        "user_name": "ada",
        "command": "/debrief",
        "text": text,
        "api_app_id": "A061EG9R6",
        "is_enterprise_install": "false",
        "response_url": "https://hooks.slack.com/commands/1234/5678",
        "trigger_id": "13345224609.738474920.8088930838d88f008e0",
        **further,
    }


def interaction(kind: str, **further: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "user": {"id": ADA, "username": "ada", "name": "ada", "team_id": TEAM},
        "api_app_id": "A061EG9R6",
        "token": "9s8d9as89d8as9d8as989",
        "team": {"id": TEAM, "domain": "heron"},
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": "12321423423.333649436676.d8c1bb837935619ccad0f624c448ffb3",
        **further,
    }


def pressed(action_id: str = "debrief:grade:0", value: str = "17", **further: Any) -> dict[str, Any]:
    action = {
        "type": "button",
        "block_id": "=qXel",
        "action_id": action_id,
        "text": {"type": "plain_text", "text": "Grade me", "emoji": True},
        "value": value,
        "action_ts": "1548426417.840180",
    }
    on = {
        "container": {"type": "message", "message_ts": TS, "channel_id": CHANNEL, "is_ephemeral": False},
        "channel": {"id": CHANNEL, "name": "practice"},
        "message": {"type": "message", "bot_id": "B0", "ts": TS, "user": BOT},
        "response_url": "https://hooks.slack.com/actions/T061EG9R6/1/2",
    }
    return interaction("block_actions", **{**on, "actions": [action], **further})


def submitted(private: str, values: dict[str, Any], **further: Any) -> dict[str, Any]:
    view = {
        "id": "VNHU13V36",
        "team_id": TEAM,
        "type": "modal",
        "private_metadata": private,
        "callback_id": "debrief_answer",
        "state": {"values": values},
        "hash": "156663117.cd33ad1f",
        **further,
    }
    return interaction("view_submission", view=view, response_urls=[])
