"""Each of Slack's answers, and what it means for whoever asked."""

import re
from pathlib import Path

import pytest

from adapters.slack.speak.codes import (
    ACT,
    BEGIN_AGAIN,
    CHANNEL,
    CLOSED,
    DEFECT,
    LATER,
    MAYBE,
    NOT_ALLOWED,
    OURS,
    TOKEN,
    WITHHELD,
)
from adapters.slack.speak.outcomes import (
    NotAllowed,
    Refusal,
    Spot,
    TokenRefused,
    Unsure,
    Withheld,
    outcome,
)
from bot.errors import (
    ChannelGone,
    DebriefError,
    Defect,
    InstallationGone,
    Misconfigured,
    PrivateMessagesClosed,
    RetryLater,
    UserMustAct,
)

FAKE = Path(__file__).parents[3] / "fakes/slack"
FAMILIES = (
    (TOKEN, TokenRefused),
    (CHANNEL, ChannelGone),
    (NOT_ALLOWED, NotAllowed),
    (WITHHELD, Withheld),
    (ACT, UserMustAct),
    (BEGIN_AGAIN, UserMustAct),
    (OURS, Misconfigured),
    (LATER, RetryLater),
    (MAYBE, Unsure),
    (DEFECT, Defect),
)
EVERY = [(code, family) for codes, family in FAMILIES for code in sorted(codes)]
LINK = re.compile(r'Refused\("([a-z_]+)"')
OF_OTHERS = {
    "missing_argument": "the fake's own word for a call that names no workspace",
    "file_update_failed": "an upload without its bytes: tried again",
    "invalid_grant_type": "we send no other",
    "push_limit_reached": "at most three windows stand on each other; hearing says so",
    "socket_mode_not_enabled": "of the socket, which says so in its own words",
    "not_enough_users": "we always name one",
}
"""Codes of the fake that speaking doesn't meet, or that may as well come later."""


@pytest.mark.parametrize(("code", "family"), EVERY)
def test_a_code_has_one_meaning_in_a_channel(code: str, family: type[DebriefError]) -> None:
    found = outcome(Refusal("chat.postMessage", code), Spot.CHANNEL)
    assert type(found) is family
    assert str(found).strip().endswith(".")


@pytest.mark.parametrize("code", sorted(CLOSED))
def test_alone_with_somebody_it_is_they_who_cannot_be_reached(code: str) -> None:
    assert type(outcome(Refusal("chat.postMessage", code), Spot.ALONE)) is PrivateMessagesClosed


def test_no_code_stands_in_two_tables() -> None:
    tables = (TOKEN, CHANNEL, NOT_ALLOWED, WITHHELD, ACT, OURS, BEGIN_AGAIN, LATER, MAYBE, DEFECT)
    codes = [code for table in tables for code in table]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("code", ["", "channel_not_found", "service_unavailable"])
def test_what_a_broken_server_says_settles_nothing(status: int, code: str) -> None:
    assert type(outcome(Refusal("chat.postMessage", code, status), Spot.CHANNEL)) is Unsure


@pytest.mark.parametrize("code", ["", "a_code_of_next_year"])
def test_an_unknown_answer_may_mean_anything(code: str) -> None:
    assert type(outcome(Refusal("chat.postMessage", code), Spot.CHANNEL)) is Unsure


def test_a_missing_permission_is_named() -> None:
    found = outcome(Refusal("files.delete", "missing_scope", needed="files:write"), Spot.CHANNEL)
    assert "files:write" in str(found)


def test_a_token_that_is_refused_is_an_installation_that_is_gone() -> None:
    assert issubclass(TokenRefused, InstallationGone)


def test_every_refusal_that_the_fake_knows_is_known_here() -> None:
    said = {code for file in FAKE.rglob("*.py") for code in LINK.findall(file.read_text(encoding="utf-8"))}
    known = {*TOKEN, *CHANNEL, *CLOSED, *NOT_ALLOWED, *WITHHELD, *ACT, *LATER, *MAYBE, *DEFECT}
    known |= {*OURS, *BEGIN_AGAIN, *OF_OTHERS}
    assert len(said) > 30
    assert sorted(said - known) == []
