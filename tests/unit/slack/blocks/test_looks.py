"""How cards look, and how they are told in plain words."""

import re
from dataclasses import replace

from adapters.slack.blocks import messages
from adapters.slack.blocks.messages import blocks_of
from adapters.slack.blocks.prose import prompt
from adapters.slack.blocks.rich import rich
from bot.domain.card_parts import BoardRow, Button
from bot.domain.cards import BoardCard, FileCard, Note, ScenarioCard
from bot.domain.happenings import Action
from bot.library.library import Library
from tests.contract.cards import a_board, a_scenario
from tests.unit.slack.blocks.read import read
from tests.unit.slack.blocks.told import a_debrief


def test_a_quote_is_shown_as_one_and_only_reminded_of_later() -> None:
    long = "word " * 50
    lines = tuple(replace(line, quotes=(long,)) for line in a_debrief().criteria)
    blocks = blocks_of(replace(a_debrief(), criteria=lines))

    quotes = [
        part["elements"][0]["text"]
        for block in blocks
        if block["type"] == "rich_text"
        for part in block["elements"]
        if part["type"] == "rich_text_quote"
    ]
    assert quotes == [long.strip(), *["word " * 8 + "…"] * 2]


def test_the_own_row_stands_out() -> None:
    rows = (BoardRow(1, "Ana", "9"), BoardRow(2, "Bo", "7"))
    [block] = [b for b in blocks_of(BoardCard("B", "s", rows, rows[1])) if b["type"] == "rich_text"][:1]

    stands_out = [run["text"] for run in block["elements"][0]["elements"] if run.get("style")]
    assert stands_out == ["2. Bo · 7"]


def test_a_name_from_right_to_left_leaves_its_row_alone() -> None:
    reads = read(
        blocks_of(BoardCard("B", "s", (BoardRow(1, "\u05e9\u05dc\u05d5\u05dd", "9"), BoardRow(2, "Bo", "7"))))
    )

    assert "1. \u2068\u05e9\u05dc\u05d5\u05dd\u2069 · 9\n2. Bo · 7" in reads


def test_a_board_brings_its_picture_with_its_words() -> None:
    [message] = messages(a_board())

    [file] = message.files
    assert (file.content, file.alt, file.media_type) == (b"PNG", "Ana", "image/png")
    assert messages(replace(a_board(), picture=None))[0].files == ()


def test_a_file_goes_with_its_sentence() -> None:
    [message] = messages(FileCard("a.json", "application/json", b"{}", "Yours."))

    assert (message.files[0].name, message.files[0].content) == ("a.json", b"{}")


def test_a_notification_begins_with_what_matters_and_says_when_it_goes_on() -> None:
    [short] = messages(Note("Skipped for *today*. <!channel> @here & `x_y`"))
    assert short.text.replace("\u200b", "").replace("\u2060", "") == (
        "Skipped for *today*. &lt;!channel&gt; @here &amp; x_y"
    )
    [long] = messages(Note("word " * 1_500))
    assert long.text.startswith("word word")
    assert long.text.endswith("… Open the message to read the rest.")


def test_a_card_in_parts_says_so_and_keeps_its_buttons_for_the_end() -> None:
    parts = messages(Note("word " * 5_000, (Button(Action.HINT, "Another hint", "1"),)))

    assert len(parts) == 3
    reads = [read(part.blocks) for part in parts]
    assert reads[0].endswith("Continues below: part 2 of 3")
    assert reads[1].startswith("Part 2 of 3\n")
    assert reads[2].endswith("Another hint")
    assert all(block["type"] != "actions" for part in parts[:2] for block in part.blocks)


def test_a_command_is_set_as_code() -> None:
    [block] = blocks_of(Note("Type `/debrief last`."))

    assert block["elements"][0]["elements"][1] == {
        "type": "text",
        "text": "/debrief last",
        "style": {"code": True},
    }


def test_every_shipped_scenario_is_one_message(library: Library) -> None:
    for scenario in library.scenarios.values():
        card: ScenarioCard = replace(a_scenario(""), prompt=scenario.prompt, title=scenario.title)

        [message] = messages(card)

        reads = read(message.blocks)
        assert all(word in reads for word in re.sub("```|[*]{2}", "", scenario.prompt).split())


def test_a_wide_table_is_set_as_records_and_a_narrow_one_as_it_stands() -> None:
    wide = "  a day                     last 7 days   before\n"
    rows = (
        "  closed with no person             64%      63%\n  contacts changed                   31       12\n"
    )
    below = "    and code sent at once            14        1"

    [block] = rich(*prompt(f"What they saw:\n{wide}{rows}{below}\n\nDecide."))
    prose, corner, listed, inset, rest = block["elements"]

    assert [part["type"] for part in (prose, corner, rest)] == ["rich_text_section"] * 3
    [first, second] = listed["elements"]
    assert [run["text"] for run in first["elements"]] == [
        "closed with no person",
        " · last 7 days: 64% · before: 63%",
    ]
    assert first["elements"][0]["style"] == {"bold": True}
    assert second["elements"][0]["text"] == "contacts changed"
    assert inset["indent"] == 1
    [narrow] = rich(*prompt("It read:\n  share   61 %\n  rest    39 %"))
    assert narrow["elements"][1:] == [
        {
            "type": "rich_text_preformatted",
            "elements": [{"type": "text", "text": "share   61 %\nrest    39 %"}],
        }
    ]


def test_what_is_heard_first_says_what_came_and_how_it_went() -> None:
    [daily] = messages(replace(a_scenario(), title="No <way> up"))
    [debrief] = messages(replace(a_debrief(), notice=""))
    [waiting] = messages(a_debrief())

    first, second, *_ = daily.text.split("\n")
    assert first == "New scenario: “No &lt;way&gt; up”."
    assert second.startswith("2 of 3 difficulty")
    heard = debrief.text.split("\n")
    assert heard[0] == "Your debrief of “the scenario”: strong yes."
    assert "0 of 4 absent · title 0" in heard
    assert not {"Strong yes", "Your debrief · the scenario"} & set(heard)
    assert waiting.text.split("\n")[:3] == ["Your debrief of “the scenario”.", "waits", "Strong yes"]
