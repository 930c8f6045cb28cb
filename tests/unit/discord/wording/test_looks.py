"""How cards look, and what comes first on each."""

from dataclasses import replace
from typing import Any

import pytest

from adapters.discord.wording import messages
from bot.domain.card_parts import BoardRow, Button, Section
from bot.domain.cards import BoardCard, Card, FileCard, Note, SheetCard
from bot.domain.happenings import Action
from bot.domain.mode import Privacy
from bot.library.library import Library
from tests.contract.cards import a_board, a_debrief, a_packet, a_scenario
from tests.unit.discord.wording.limits import parts_of
from tests.unit.discord.wording.markdown import Look, read, with_look

_TWINS = {Action.REVIEW_IN_GROUP, Action.OPEN_ROUND, Action.RULE_ON_ROUND}
"""Look as those that name a post. A card takes 25 buttons, and there are more."""
ALL = tuple(Button(action, action.value, "1") for action in Action if action not in _TWINS)
PRIMARY, DANGER = 1, 4


def told(card: Card) -> str:
    return "\n".join(message.content for message in messages(card))


def pressed(card: Card) -> list[dict[str, Any]]:
    return [dict(part) for part in parts_of(messages(card)[-1].components)]


def in_order(text: str, *words: str) -> bool:
    places = [text.index(word) for word in words]
    return places == sorted(places)


def test_a_notification_begins_with_the_scenario() -> None:
    assert read(told(a_scenario())).startswith("The hailstorm A prompt.\n●●○ difficulty · 20 minutes")


def test_a_deadline_is_read_in_everybodys_own_zone() -> None:
    assert "Closes <t:1772526600:f> (<t:1772526600:R>). Answers in the thread" in told(a_scenario())


def test_every_shipped_scenario_is_read_in_one_message(library: Library) -> None:
    """What comes under it may stand in a second one, with the buttons."""
    for scenario in library.scenarios.values():
        card = replace(a_scenario(""), prompt=scenario.prompt, title=scenario.title, warm_up=scenario.warm_up)
        first, *others = messages(replace(card, read_by="A model reads it. " * 6))
        assert len(others) <= 1
        assert scenario.prompt.split()[-1] in first.content


def test_a_debrief_says_first_what_matters() -> None:
    reads = read(told(a_debrief("words")))

    assert in_order(
        reads, "Lean no", "automatic check, not calibrated", "Red line", "●●●○ strong", "The one change"
    )
    assert in_order(
        reads, "The one change", "They would ask next", "Points", "This try", "What a senior answer"
    )


def test_red_is_for_red_lines_and_for_ending_a_round_alone() -> None:
    assert told(a_debrief("words")).count("🔴") == 1
    assert "🔴" not in told(replace(a_debrief("words"), red_lines=()))
    styles = {one["label"]: one["style"] for one in pressed(Note("All.", ALL))}
    assert [label for label, style in styles.items() if style == DANGER] == [Action.STOP_ROUND.value]


def test_one_button_at_most_leads_on() -> None:
    buttons = pressed(Note("All.", ALL))

    assert sum(one["style"] == PRIMARY for one in buttons) == 1
    assert len({one["custom_id"] for one in buttons}) == len(ALL)


@pytest.mark.parametrize("privacy", Privacy)
def test_a_scenario_leads_to_its_form_only_where_answers_are_private(privacy: Privacy) -> None:
    buttons = pressed(replace(a_scenario(), privacy=privacy, buttons=ALL))

    leading = [one["custom_id"] for one in buttons if one["style"] == PRIMARY]
    assert leading == (["debrief:answer:0:1"] if privacy is Privacy.SEALED else [])


def test_a_quote_is_shown_as_one_and_only_reminded_of_later() -> None:
    long = "word " * 50
    line = replace(a_debrief().criteria[0], quotes=(long,))

    quotes = with_look(told(replace(a_debrief(), criteria=(line,) * 3)), Look.QUOTE)

    assert [text for text in quotes if text.strip()] == [long.strip(), *["word " * 8 + "…"] * 2]


def test_quotes_of_one_criterion_stand_together() -> None:
    line = replace(a_debrief().criteria[0], quotes=("one", "two"))

    assert "> one\n> \n> two\n**●●●○ strong**" in told(replace(a_debrief(), criteria=(line,)))


def test_places_on_a_board_are_not_numbered_anew() -> None:
    rows = (BoardRow(1, "Ana", "9"), BoardRow(1, "Bo", "9"), BoardRow(3, "Cem", "7"))

    content = told(BoardCard("Board", "points", rows, rows[1]))

    assert "1. Ana · 9\n1. Bo · 9\n3. Cem · 7" in read(content)
    assert with_look(content, Look.NUMBER) == []
    assert "Bo · 9" in "".join(with_look(content, Look.BOLD))


def test_a_name_from_right_to_left_leaves_its_row_alone() -> None:
    row = BoardRow(1, "\u05e9\u05dc\u05d5\u05dd", "9")

    assert "1. \u2068\u05e9\u05dc\u05d5\u05dd\u2069 · 9" in read(told(BoardCard("B", "s", (row,))))


def test_files_go_with_their_words() -> None:
    [message] = messages(a_board())
    [file] = message.files
    assert (file.content, file.alt, file.media_type) == (b"PNG", "Ana", "image/png")
    assert messages(replace(a_board(), picture=None))[0].files == ()
    [message] = messages(FileCard("a.json", "application/json", b"{}", "Yours."))
    assert (message.files[0].name, message.files[0].content) == ("a.json", b"{}")


def test_a_card_in_parts_says_so_and_keeps_its_buttons_for_the_end() -> None:
    parts = messages(Note("word " * 900, (Button(Action.HINT, "Another hint", "1"),)))

    assert len(parts) == 3
    assert parts[0].content.endswith("\n-# Continues below: part 2 of 3")
    assert parts[1].content.startswith("-# Part 2 of 3\n")
    assert [bool(part.components) for part in parts] == [False, False, True]
    assert [part.quiet for part in parts] == [False, True, True]


def test_a_command_is_set_as_code() -> None:
    assert told(Note("Type `/debrief last`.")) == "Type `/debrief last`."


def test_a_link_can_be_followed_and_shows_no_preview() -> None:
    assert told(Note("See https://example.org/a_b, or `/debrief me`.")) == (
        "See <https://example.org/a_b>, or `/debrief me`."
    )
    assert told(Note("https://discord.gg/abc")) == r"https\://discord\.gg/abc"


def test_a_narrow_table_keeps_its_columns_and_a_wide_one_is_told_row_by_row() -> None:
    narrow = told(replace(a_scenario(), prompt="It says:\n\n    a      1\n    bb    22"))
    wide = told(
        replace(
            a_scenario(),
            prompt=(
                "It says:\n\n    lift telemetry      244 of 402 lifts, on the newer lines;\n"
                "                        one message a minute\n"
                "    rider reports       300 a day\n"
                "      from six stations   4 in 5"
            ),
        )
    )

    assert "```\na      1\nbb    22\n```" in narrow
    assert "- **lift telemetry**: 244 of 402 lifts, on the newer lines; one message a minute\n" in wide
    assert "- **rider reports**: 300 a day\n  - **from six stations**: 4 in 5" in wide


def test_long_texts_of_a_sheet_are_a_file_where_messages_would_be_too_many() -> None:
    sections = tuple(Section(f"Answer {n}", ("word " * 300,), folded=True) for n in range(8))

    parts = messages(SheetCard("Queue", sections, "The end."))

    assert len(parts) <= 2
    assert "stands whole in in-full.txt" in parts[-1].content
    assert [file.name for file in parts[-1].files] == ["in-full.txt"]


def test_a_packet_without_a_verdict_says_so() -> None:
    assert "## No verdict" in told(replace(a_packet(), band=None))
