"""The page by which somebody connects Discord says what the code says."""

import re
from pathlib import Path

from adapters.discord import access, start
from adapters.discord.commands import PUT_BACK, TAKE_OUT
from adapters.discord.permissions import PERMISSIONS
from adapters.discord.speak.homes import NEEDED
from adapters.discord.speak.threads import PREFERRED
from adapters.settings import Settings
from bot.practice.installing.outdated import LOST_KEPT

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/how-to/connect-discord.md").read_text(encoding="utf-8")
IN_WORDS = {6: "six", 7: "seven", 8: "eight"}


def test_every_permission_stands_there_with_its_reason() -> None:
    rows = re.findall(r"^\| ([A-Z][A-Za-z ]+) \| (.+) \|$", PAGE, re.MULTILINE)
    assert rows == [(one.name, one.reason) for one in PERMISSIONS]
    assert f"asks for [{IN_WORDS[len(PERMISSIONS)]} permissions]" in PAGE


def test_a_group_needs_what_the_app_is_invited_with() -> None:
    assert {one.name for one in PERMISSIONS} == {right.value for right in NEEDED}


def test_the_settings_that_it_names_are_read() -> None:
    named = set(re.findall(r"^((?:DISCORD|DEBRIEF)_[A-Z_]+)=", PAGE, re.MULTILINE))
    assert named == {"DISCORD_BOT_TOKEN"}
    assert named <= {str(field.validation_alias) for field in Settings.model_fields.values()}


def test_what_it_quotes_is_said() -> None:
    assert start.REFUSED.startswith("DISCORD_BOT_TOKEN isn't taken")
    assert "“DISCORD_BOT_TOKEN isn't taken”" in PAGE
    assert f"*{TAKE_OUT}* and *{PUT_BACK}*" in PAGE


def test_it_names_the_tags_that_are_taken() -> None:
    found = re.search(r"one called ([A-Za-z, ]+) is taken", PAGE)
    assert found is not None
    named = {word.strip().casefold() for word in re.split(", | or ", found[1])}
    assert named <= set(PREFERRED)


def test_it_is_the_page_to_which_errors_lead() -> None:
    assert access.HOW.partition(" ")[0] == "docs/how-to/connect-discord.md"


def test_it_says_for_how_long_a_lost_server_is_kept() -> None:
    assert f"kept for {LOST_KEPT.days} days" in PAGE
