"""The committee's packet as one file: whole, escaped, nothing loaded, nothing that runs."""

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from adapters.web.paper.printer import POLICY, PaperPrinter
from bot.domain.assessment import Assessment
from bot.domain.cards import FileCard, SheetCard
from bot.domain.committee import decide
from bot.domain.committee_told import CommitteePacket
from bot.practice.committee.cards import committee_cards
from bot.practice.committee.tell import tell
from tests.fakes.interviews import LINE, crossed, unread, view

DAY = date(2026, 3, 4)
WICKED = (
    '</style></p><script>alert(1)</script><img src=x onerror=alert(2)>" onfocus="x {{ 7 * 7 }} & \u202eback'
)
TOLD = (view(1, [4] * 7), view(2, [1, 0, 2], lines=[crossed()]), view(3, [3] * 7), unread(4))


def packet() -> CommitteePacket:
    return tell("The classic", DAY, decide(TOLD))


def printed(it: CommitteePacket) -> str:
    return PaperPrinter().page(it).decode()


class Read(HTMLParser):
    """A page as its elements, attributes and text, without its style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements = list[str]()
        self.attributes = set[str]()
        self.texts = list[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1] != "style":
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


def wicked(it: CommitteePacket) -> CommitteePacket:
    """Every text that comes from a member or an author, as an attack."""
    return replace(
        it,
        loop=WICKED,
        verdict=(WICKED,),
        red_lines=(WICKED,),
        one_change=WICKED,
        bar_raiser=WICKED,
        certainty=(WICKED,),
        rounds=tuple(
            replace(
                one,
                interviewer=WICKED,
                scenario=WICKED,
                note=(WICKED,),
                voices=(WICKED,),
                criteria=tuple(
                    replace(line, title=WICKED, quotes=(WICKED,), missing=WICKED) for line in one.criteria
                ),
            )
            for one in it.rounds
        ),
        conflicts=tuple(
            replace(one, about=WICKED, higher=replace(one.higher, who=WICKED, quote=WICKED))
            for one in it.conflicts
        ),
        dissent=tuple(replace(one, who=WICKED, why=WICKED, quote=WICKED, needs=WICKED) for one in it.dissent),
        needs=tuple(replace(one, says=WICKED) for one in it.needs),
    )


def _begun(says: str) -> str:
    """As a sentence of its own: its seat stands beside it."""
    return says[:1].upper() + says[1:]


def test_the_page_says_all_that_the_packet_says() -> None:
    it = packet()
    text = Read(printed(it)).text
    said = [*it.verdict, *it.red_lines, it.one_change, *it.certainty]
    said += [sentence for one in it.rounds for sentence in one.note]
    said += [quote for one in it.rounds for line in one.criteria for quote in line.quotes]
    said += [one.needs for one in it.dissent] + [_begun(one.says) for one in it.needs]
    said += [side.quote for one in it.conflicts for side in (one.higher, one.lower)]
    assert [one for one in said if " ".join(one.split()) not in text] == []
    assert "4 March 2026" in text
    assert "●●●○ strong" in text


def test_hostile_words_stay_words() -> None:
    honest, attacked = Read(printed(packet())), Read(printed(wicked(packet())))
    assert attacked.attributes == honest.attributes
    assert set(attacked.elements) - {"section"} == set(honest.elements) - {"section"}
    assert "script" not in attacked.elements
    assert WICKED in "".join(attacked.texts)


def test_nothing_is_loaded_and_nothing_runs() -> None:
    page = printed(packet())
    read = Read(page)
    assert {"href", "src", "style", "onclick", "action"} & read.attributes == set()
    assert {"script", "link", "img", "iframe", "form", "svg"} & set(read.elements) == set()
    assert set(re.findall(r"url\((\w+):", page)) == {"data"}
    assert "@import" not in page
    assert len(page) < 300_000


def test_the_policy_allows_the_page_its_own_style() -> None:
    style = re.search(r"<style>(.*)</style>", printed(packet()), re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in POLICY
    assert "script-src" not in POLICY
    assert POLICY.startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("told", "headline"),
    [((), "No verdict"), (TOLD[3:], "No verdict"), (TOLD[:1], "No verdict"), (TOLD[::2], "Strong yes")],
)
def test_whatever_was_played_makes_a_page(told: tuple[Assessment, ...], headline: str) -> None:
    page = printed(tell("The classic", DAY, decide(told)))
    assert f"<h1>{headline}</h1>" in page
    assert "None" not in Read(page).text


def test_red_is_for_red_lines_alone() -> None:
    clean, crossing = (printed(tell("x", DAY, decide(told))) for told in (TOLD[:1], TOLD))
    assert '<p class="red-line"' not in clean
    assert f"<b>Red line</b> {LINE}" in crossing


def test_a_member_gets_the_card_then_the_file() -> None:
    sheet, file = committee_cards(PaperPrinter(), "The classic", DAY, decide(TOLD))
    assert isinstance(sheet, SheetCard)
    assert isinstance(file, FileCard)
    assert (file.name, file.media_type) == ("committee-packet.html", "text/html")
    assert file.content.startswith(b"<!doctype html>")
    assert len(committee_cards(None, "The classic", DAY, decide(TOLD))) == 1
