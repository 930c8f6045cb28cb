"""What matters comes first, on every card."""

from dataclasses import replace

import pytest

from adapters.slack.blocks import messages
from bot.domain.card_parts import BoardRow, SealedAnswer, Section
from bot.domain.cards import BoardCard, Card, FileCard, PacketCard, QuestionCard, RevealCard, SheetCard
from tests.contract.cards import a_scenario
from tests.unit.slack.blocks.read import read
from tests.unit.slack.blocks.told import a_debrief

ORDERS: tuple[tuple[Card, tuple[str, ...]], ...] = (
    (
        a_debrief(),
        (
            "the scenario",
            "waits",
            "Strong yes",
            "a model, calibrated",
            "how far to trust",
            "Red line: crossed",
            "the same quote",
            "○○○○ absent · title 0",
            "lacks 0",
            "●○○○ named · title 1",
            "lacks 1",
            "●●○○ reasoned · title 2",
            "lacks 2",
            "change this",
            "asked next",
            "noticed",
            "+10 on time, +4 band",
            "4 of 100 above",
            "senior words",
            "Try again",
            "Appeal",
        ),
    ),
    (
        replace(a_scenario("words"), notes=("posted late",), prompt="the prompt", read_by="read by"),
        (
            "The hailstorm",
            "●●○ difficulty · 20 minutes · 180 to 350 words",
            "posted late",
            "the prompt",
            "Warm-up",
            "judgement under ambiguity",
            "Closes",
            "seen by everyone in this channel",
            "read by",
            "Grade me",
        ),
    ),
    (
        BoardCard(
            "Board",
            "points, this week",
            (BoardRow(1, "Ana", "9"), BoardRow(1, "Bo", "9")),
            None,
            2,
            ("note",),
        ),
        ("Board", "points, this week", "1. Ana · 9", "1. Bo · 9", "and 2 more who practised", "note"),
    ),
    (
        PacketCard(
            "round", None, "a model", (), ("crossed",), ("ask 1", "ask 2"), "change", "trust", ("note",)
        ),
        ("round", "No verdict", "Read by: a model", "trust", "note", "crossed", "change", "ask 1", "ask 2"),
    ),
    (
        SheetCard(
            "Help", (Section("A", ("one", "`/debrief me`")), Section("B", ("two",), folded=True)), "closing"
        ),
        ("Help", "A", "one", "/debrief me", "B", "two", "closing"),
    ),
    (
        RevealCard("Hail", (SealedAnswer("Ana", "first"), SealedAnswer("Bo", "second")), 1, 2),
        ("Hail: the answers", "Ana", "first", "Bo", "second", "1 waiting for an organiser, 2 hidden"),
    ),
    (
        QuestionCard("round", "The CFO", "why?", 2, 3, ("how it ends",)),
        ("Mock round · round · question 2 of 3", "The CFO asks", "why?", "how it ends"),
    ),
    (FileCard("a.json", "application/json", b"{}", "Yours."), ("Yours.", "a.json, 2 bytes")),
)


@pytest.mark.parametrize(("card", "order"), ORDERS, ids=[type(card).__name__ for card, _ in ORDERS])
def test_what_matters_comes_first(card: Card, order: tuple[str, ...]) -> None:
    reads = read(messages(card)[0].blocks)

    places = [reads.index(words) for words in order]
    assert places == sorted(places)
