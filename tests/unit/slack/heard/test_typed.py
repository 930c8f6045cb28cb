"""What a member typed, out of what Slack makes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.heard.typed import as_typed, opening, said_to
from bot.domain.happenings import Opening
from tests.fakes.slack.mrkdwn import escape


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("R&amp;D &lt;b&gt;", "R&D <b>"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("&quot; &nbsp;", "&quot; &nbsp;"),
        ("<@U1|ada> and <@W2>", "@ada and @W2"),
        ("<#C1|general> <#C2>", "#general #C2"),
        ("<!here> <!channel> <!everyone>", "@here @channel @everyone"),
        ("<!subteam^S1|@coaches> <!subteam^S2>", "@coaches @subteam"),
        ("<!date^1392734382^{date_short}|18 Feb>", "18 Feb"),
        ("<https://example.org/a?b=1&amp;c=2>", "https://example.org/a?b=1&c=2"),
        ("<https://example.org|the report>", "the report (https://example.org)"),
        ("<http://example.org|example.org>", "example.org"),
        ("<http://example.org/|example.org>", "example.org"),
        ("<mailto:a@example.org|a@example.org>", "a@example.org"),
        ("<mailto:a@example.org>", "a@example.org"),
        ("<tel:+4412345|+44 12345>", "+44 12345 (tel:+4412345)"),
        ("a < b", "a < b"),
        ("", ""),
    ],
)
def test_markup_becomes_words(kept: str, typed: str) -> None:
    assert as_typed(kept) == typed


@given(st.text())
def test_what_slack_only_escaped_comes_back_exactly(text: str) -> None:
    assert as_typed(escape(text)) == text


@given(st.text(alphabet="<>|&;@#!abltgmp^ "))
def test_nothing_is_too_strange_to_read(text: str) -> None:
    as_typed(text)
    opening({"text": text})
    said_to("U1", text)


def section(kind: str) -> dict[str, object]:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": []}]}


@pytest.mark.parametrize(
    ("message", "begins"),
    [
        ({"text": "I would."}, Opening.PLAIN),
        ({"text": ""}, Opening.PLAIN),
        ({}, Opening.PLAIN),
        ({"text": "<@U2> what do you think?"}, Opening.MENTIONS_ANOTHER),
        ({"text": "  <@U2|ben> hm"}, Opening.MENTIONS_ANOTHER),
        ({"text": "<!here> hm"}, Opening.MENTIONS_ANOTHER),
        ({"text": "<!subteam^S1|@coaches> hm"}, Opening.MENTIONS_ANOTHER),
        ({"text": "Ask <@U2>"}, Opening.PLAIN),
        ({"text": "&gt; I would stop it\nWhy?"}, Opening.QUOTES),
        ({"text": "&gt; I would stop it", "blocks": [section("rich_text_quote")]}, Opening.QUOTES),
        ({"text": "&gt;5 % errors is too many", "blocks": [section("rich_text_section")]}, Opening.PLAIN),
        ({"text": "&lt;b&gt;", "blocks": [{"type": "rich_text", "elements": []}]}, Opening.PLAIN),
    ],
)
def test_how_a_message_begins(message: dict[str, object], begins: Opening) -> None:
    assert opening(message) is begins


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<@U1> board week", "board week"),
        ("  <@U1|debrief>: board", "board"),
        ("<@U1>", ""),
        ("<@U1> ask R&amp;D?", "ask R&D?"),
        ("<@U2> board", None),
        ("board <@U1>", None),
        ("<!here> board", None),
    ],
)
def test_what_is_said_to_the_bot(text: str, said: str | None) -> None:
    assert said_to("U1", text) == said


def test_nothing_is_said_to_a_bot_whose_name_is_unknown() -> None:
    assert said_to("", "<@U2> board") is None
    assert said_to("", "<!here> board") is None
