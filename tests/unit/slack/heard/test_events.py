"""People, channels and the app itself, as they come and go."""

from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.slack.heard.events import EVENTS, from_event
from adapters.slack.manifest import EVENTS_HEARD
from bot.domain.happenings import (
    Account,
    ChannelClosed,
    HomeOpened,
    InstallationLost,
    MemberLeft,
    Source,
)
from tests.unit.slack.heard.payloads import ADA, BOT, CHANNEL, DIRECT, TEAM, event

WHERE = Source("slack", TEAM, "Ev0PV52K25")
WHEN = datetime(2016, 12, 28, 21, 22, 21, 0, tzinfo=UTC)
STAMP = "1482960141.000000"
ANA = Account("slack", TEAM, ADA)


def told(inner: dict[str, Any], **further: Any) -> object:
    return from_event(event(inner, **further), BOT)


def left(user: str) -> dict[str, Any]:
    return {
        "type": "member_left_channel",
        "user": user,
        "channel": CHANNEL,
        "channel_type": "C",
        "team": TEAM,
        "event_ts": STAMP,
    }


def test_a_member_leaves_a_channel() -> None:
    assert told(left(ADA)) == MemberLeft(WHERE, ANA, WHEN, CHANNEL)


def test_the_bot_is_removed_from_a_channel() -> None:
    assert told(left(BOT)) == ChannelClosed(WHERE, CHANNEL, WHEN)


@pytest.mark.parametrize(
    "kind",
    ["channel_left", "group_left", "channel_deleted", "group_deleted", "channel_archive", "group_archive"],
)
def test_a_channel_goes(kind: str) -> None:
    assert told({"type": kind, "channel": CHANNEL, "event_ts": STAMP}) == ChannelClosed(WHERE, CHANNEL, WHEN)


def changed_user(**user: Any) -> dict[str, Any]:
    return {"type": "user_change", "user": {"id": ADA, "team_id": TEAM, **user}, "event_ts": STAMP}


def test_an_account_that_is_closed_left_everywhere() -> None:
    assert told(changed_user(deleted=True)) == MemberLeft(WHERE, ANA, WHEN)


def test_any_other_change_of_an_account_is_ignored() -> None:
    assert told(changed_user(deleted=False, profile={"status_text": "away"})) is None


def test_somebody_looks_at_the_home() -> None:
    opened = {"type": "app_home_opened", "user": ADA, "channel": DIRECT, "tab": "home", "event_ts": STAMP}

    assert told(opened) == HomeOpened(WHERE, ANA, WHEN)
    assert told({**opened, "tab": "messages"}) is None


def test_the_app_is_uninstalled() -> None:
    """It names no time of its own."""
    lost = told({"type": "app_uninstalled"})

    assert isinstance(lost, InstallationLost)
    assert (lost.source, lost.lost_at) == (WHERE, WHEN)


def test_the_bots_tokens_are_revoked() -> None:
    revoked = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT]}}

    assert isinstance(told(revoked), InstallationLost)
    assert told({**revoked, "tokens": {"oauth": [ADA], "bot": []}}) is None


@pytest.mark.parametrize("kind", ["reaction_added", "app_mention", "team_join", ""])
def test_what_nobody_asked_for_is_ignored(kind: str) -> None:
    assert told({"type": kind, "user": ADA}) is None


def test_an_event_of_a_whole_organisation_is_of_the_organisation() -> None:
    whole = [{"enterprise_id": "E1", "team_id": None, "user_id": BOT, "is_enterprise_install": True}]

    lost = told({"type": "app_uninstalled"}, authorizations=whole)

    assert isinstance(lost, InstallationLost)
    assert lost.source.installation_ref == "E1"


def test_an_event_of_a_shared_channel_is_of_the_workspace_that_hears_it() -> None:
    """`team_id` is another company's when their channel is shared with us."""
    closed = told(
        {"type": "channel_archive", "channel": CHANNEL, "event_ts": STAMP},
        team_id="T0OTHER",
        is_ext_shared_channel=True,
    )

    assert isinstance(closed, ChannelClosed)
    assert closed.source.installation_ref == TEAM


def test_every_event_that_is_read_is_subscribed_to() -> None:
    assert {one.name.partition(".")[0] for one in EVENTS_HEARD} == EVENTS
