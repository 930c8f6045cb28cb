"""The page by which somebody connects Slack says what the code says."""

import re
from pathlib import Path

import pytest

from adapters.settings import Settings
from adapters.slack import access
from adapters.slack.heard.address import NOT_ACCEPTED, SWITCHED_OFF
from adapters.slack.manifest import SCOPES
from bot.errors import UserMustAct
from bot.practice.installing.outdated import LOST_KEPT

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/how-to/connect-slack.md").read_text(encoding="utf-8")


def test_every_scope_stands_there_with_its_reason() -> None:
    rows = re.findall(r"^\| `([a-z]+:?[a-z]*)` \| (.+) \|$", PAGE, re.MULTILINE)
    assert rows == [(one.name, one.reason) for one in SCOPES]


def test_the_settings_that_it_names_are_read() -> None:
    named = set(re.findall(r"^((?:SLACK|DEBRIEF)_[A-Z_]+)=", PAGE, re.MULTILINE))
    read = {str(field.validation_alias) for field in Settings.model_fields.values()}
    assert len(named) == 7
    assert named <= read


def test_the_sentences_that_it_quotes_are_said() -> None:
    quoted = re.findall(r"“(Slack [^”]+|Socket Mode [^”]+|Nothing could [^”]+)”", PAGE)
    half, deaf = (_refusal(it) for it in (access.Access(app_token="xapp-1"), access.Access("xoxb-1")))
    said = f"{half} {deaf} {NOT_ACCEPTED} {SWITCHED_OFF}"
    assert len(quoted) == 4
    assert [sentence for sentence in quoted if sentence not in said] == []


def test_it_is_the_page_to_which_errors_lead() -> None:
    assert access.HOW.partition(" ")[0] == "docs/how-to/connect-slack.md"


def test_it_says_for_how_long_a_lost_workspace_is_kept() -> None:
    assert f"kept for {LOST_KEPT.days} days" in PAGE


def _refusal(wrong: access.Access) -> str:
    with pytest.raises(UserMustAct) as refused:
        wrong.check()
    return refused.value.message
