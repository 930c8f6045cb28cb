from dataclasses import replace

import pytest
from rich.cells import cell_len

from adapters.terminal.prose import Barred, shortened
from adapters.terminal.render import card_page, form_in_short, scenario_in_short
from bot.domain.calendar import zone_named
from bot.domain.card_parts import SealedAnswer
from bot.domain.cards import RevealCard
from bot.domain.forms import AnswerForm
from bot.domain.mode import Privacy
from bot.library.library import Library
from tests.contract.cards import a_scenario, every_card
from tests.unit.terminal.printed import printed

BERLIN = zone_named("Europe/Berlin")
LONG = "word " * 300 + "x" * 300 + " 日本語" * 90


def test_the_deadline_is_told_in_the_groups_zone() -> None:
    assert "Closes Tuesday 09:30 (Europe/Berlin)" in printed(card_page(a_scenario(), BERLIN))
    assert "Closes Tuesday 14:00 (Asia/Kolkata)" in printed(
        card_page(a_scenario(), zone_named("Asia/Kolkata"))
    )


@pytest.mark.parametrize("privacy", Privacy)
def test_the_card_says_who_sees_an_answer(privacy: Privacy) -> None:
    shown = printed(card_page(replace(a_scenario(), privacy=privacy), BERLIN), 400)

    assert privacy.value in shown


def test_tables_in_a_prompt_keep_their_lines() -> None:
    prompt = "Prose that is\nset anew.\n\n    Thu 87%   Fri 87%\n    Mon 52%\n"

    lines = printed(card_page(replace(a_scenario(), prompt=prompt), BERLIN)).splitlines()

    assert "Prose that is set anew." in lines
    assert lines[lines.index("    Thu 87%   Fri 87%") + 1] == "    Mon 52%"


@pytest.mark.parametrize("width", [40, 78])
def test_no_line_is_wider_than_the_page_and_no_word_is_lost(width: int) -> None:
    for card in every_card(LONG):
        shown = printed([Barred(card_page(card, BERLIN))], width)

        assert max(map(cell_len, shown.splitlines())) <= width
        assert shown.count("x") >= 300


def test_every_shipped_prompt_is_set_whole(library: Library) -> None:
    for scenario in library.scenarios.values():
        card = replace(a_scenario(), prompt=scenario.prompt)

        shown = printed([Barred(card_page(card, BERLIN))], 78).replace("│", " ")

        assert "".join(scenario.prompt.replace("```", "").split()) in "".join(shown.split())


def test_a_reveal_counts_what_it_does_not_show() -> None:
    shown = printed(
        card_page(RevealCard("Hail", (SealedAnswer("Ana", "I'd stop."),), held=2, hidden=1), BERLIN)
    )

    assert "2 waiting for an organiser, 1 hidden by their authors" in shown
    bare = printed(
        card_page(RevealCard("Hail", (SealedAnswer("Ana", "I'd stop."),), held=0, hidden=0), BERLIN)
    )
    assert "Not shown" not in bare


@pytest.mark.parametrize("privacy", Privacy)
def test_a_form_never_promises_more_than_the_group_keeps(privacy: Privacy) -> None:
    form = AnswerForm("1", "Hail", "A prompt.", "My draft.", privacy)

    for page in (card_page(form, BERLIN), form_in_short(form)):
        shown = printed(page)
        assert ("until the deadline" in shown) == (privacy is Privacy.SEALED)
        assert ("Nobody else sees" in shown) == (privacy is not Privacy.SEALED)
        assert ("this comes late" in shown) == (privacy is Privacy.LATE)
        assert "My draft." in shown


def test_in_short_a_scenario_keeps_title_and_deadline() -> None:
    card = replace(a_scenario(), prompt="word " * 200)

    shown = printed(scenario_in_short(card, BERLIN), 400)

    assert card.title in shown
    assert "Closes Tuesday 09:30" in shown
    assert "(and 176 more words)" in shown


@pytest.mark.parametrize(("words", "expected"), [(4, "a b c d e"), (3, "a b c … (and 2 more words)")])
def test_a_text_is_cut_only_where_that_saves_reading(words: int, expected: str) -> None:
    assert shortened("a b\nc d  e", words) == expected
