from dataclasses import replace

from adapters.terminal.rounds import packet_page
from bot.domain.card_parts import CriterionLine
from bot.domain.competency import Competency
from bot.domain.grade import Finding, Level
from tests.contract.cards import a_packet
from tests.unit.terminal.printed import printed

LONG = "I would stop refusals within the hour, because a family in the rain can't wait for us to look."


def test_words_that_were_quoted_before_come_shortened() -> None:
    line = CriterionLine("Contain", Competency.DEPTH, Level.STRONG, Finding.FOUND, (LONG,), "")
    card = replace(a_packet(), criteria=(line, replace(line, title="Cost")))

    shown = " ".join(printed(packet_page(card)).split())

    assert shown.count(f"“{LONG}”") == 1
    assert shown.count("“I would stop refusals within the hour, because …”") == 1
