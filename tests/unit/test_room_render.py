"""Every card as HTML: all it says is there, and nothing that somebody wrote becomes markup."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.web.room.prose import LONGEST_UNFOLDED, shown, written
from adapters.web.room.render import card_html
from bot.domain.card_parts import Picture
from bot.domain.cards import BoardCard, Card, Note, QuestionCard
from bot.domain.grade import Band, Level
from tests.contract.cards import a_board, a_debrief, a_packet, a_scenario, every_card
from tests.fakes.rooms import played_room

ZONE = ZoneInfo("Europe/Berlin")
TAGS = """
    a article aside b bdi blockquote button caption circle code dd details div dl dt figure form h2 h3 img
    input li ol p pre span strong summary svg table tbody td th thead time tr ul
"""
HARMLESS = frozenset(TAGS.split())
FORBIDDEN = re.compile(r"on\w+|style|srcdoc|formaction|xlink:href")
WICKED = (
    "</p></div></details><script>alert(1)</script><img src=x onerror=alert(1)> & &amp; &lt;b&gt; "
    '" onmouseover="alert(1) \' {{ 7 * 7 }} {% raw %} <!-- --> ]]> @everyone \u202eturned\u202c '
    "\x1b[2J \x00 \x9b31m \ud800 \u2028 🧑\u200d🚀 Z\u0301\u0302\u0303"
)


class Read(HTMLParser):
    """What a browser makes of it: tags, attributes and words."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: dict[str, set[str]] = {}
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, set()).add(value or "")
        if tag not in {"img", "input", "br", "circle"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def on_a_page(card: Card) -> str:
    with played_room() as it:
        line = it.room.put(it.root, None, card=card)
        return card_html(card, ZONE, line, "you")


def test_every_kind_stands_with_and_without_a_place() -> None:
    for card in every_card("blackbird"):
        assert "blackbird" in Read(card_html(card, ZONE)).text
        assert "blackbird" in Read(on_a_page(card)).text


@pytest.mark.parametrize("card", every_card(WICKED), ids=lambda card: type(card).__name__)
def test_what_somebody_wrote_is_text(card: Card) -> None:
    for html in (card_html(card, ZONE), on_a_page(card)):
        read = Read(html)
        assert read.open == []
        assert read.tags <= HARMLESS
        assert not [name for name in read.attributes if FORBIDDEN.fullmatch(name)]
        assert " ".join(shown(WICKED).split()) in read.text


@given(st.text(max_size=400), st.integers(0, len(every_card("")) - 1))
@settings(deadline=None)
def test_any_text_leaves_the_same_markup(text: str, kind: int) -> None:
    read = Read(card_html(every_card(text)[kind], ZONE))

    assert read.open == []
    assert read.tags <= HARMLESS
    assert not [name for name in read.attributes if FORBIDDEN.fullmatch(name)]


@given(st.text(max_size=3_000))
@settings(deadline=None)
def test_a_members_words_are_all_there(text: str) -> None:
    read = Read(written(text))

    assert read.open == []
    assert read.tags <= {"p", "details", "summary", "span"}
    assert " ".join(shown(text).split()) in read.text


def test_a_long_message_is_folded_behind_its_beginning_and_whole_within() -> None:
    short, long = "word " * 300, "word " * 4_000

    assert len(short) < LONGEST_UNFOLDED
    assert "details" not in Read(written(short)).tags
    folded = Read(written(long))
    assert {"details", "summary"} <= folded.tags
    assert folded.text.count("word") >= 4_000
    assert "details" in Read(written("line\n" * 50)).tags


def test_each_text_has_a_direction_of_its_own() -> None:
    html = card_html(Note("\u202eeverything after this is turned round"), ZONE)

    assert re.search(r'<p dir="auto">\u202e[^<]*</p>', html)


def test_commands_in_backticks_become_code() -> None:
    assert "<code>/debrief board</code>" in card_html(Note("Type `/debrief board`."), ZONE)


def test_prose_is_set_anew_and_tables_keep_their_lines() -> None:
    prompt = (
        "One line\nand its rest.\n\n    a   table\n      of two\n\n"
        "- first\n- second\n\n**Now.** You\nA. do\nthis"
    )

    html = card_html(QuestionCard("S", "Ana", prompt, 1, 3), ZONE)

    assert '<p dir="auto">One line and its rest.</p>' in html
    assert ">a   table\n  of two</pre>" in html
    assert html.count("<li") == 2
    assert '<strong>Now.</strong> You</p><p dir="auto">A. do this</p>' in html


def test_a_table_can_be_scrolled_without_a_mouse() -> None:
    html = card_html(a_scenario("A prompt."), ZONE)

    assert re.search(r'<pre class="log" tabindex="0" role="region" aria-label="[^"]+"', html)


def test_a_level_is_four_marks_and_its_word() -> None:
    html = card_html(a_debrief(), ZONE)

    svg = html[html.index("<svg") : html.index("</svg>")]
    assert svg.count("<circle") == 4
    assert svg.count('fill="currentColor"') == Level.STRONG
    assert "<b>strong</b>" in html


def test_a_verdict_says_who_says_so_and_how_far_to_trust_it() -> None:
    for band in Band:
        card = a_debrief()
        read = Read(card_html(_with(card, band=band), ZONE))
        assert band.value.capitalize() in read.text
        assert "automatic check, not calibrated" in read.text


def test_red_is_for_red_lines_alone() -> None:
    without = _with(a_debrief(), red_lines=())

    assert "red-line" in card_html(a_debrief(), ZONE)
    assert "<b>Red line</b>" in card_html(a_debrief(), ZONE)
    assert "red-line" not in card_html(without, ZONE)


def test_the_same_words_are_quoted_whole_once() -> None:
    words = "one two three four five six seven eight nine ten eleven twelve"
    line = a_debrief(words).criteria[0]

    html = card_html(_with(a_debrief(), criteria=(line, line)), ZONE)

    assert html.count("eleven twelve</p></blockquote>") == 1
    assert "seven eight …</p></blockquote>" in html


def test_a_deadline_is_told_in_the_groups_time() -> None:
    assert "Tuesday 09:30" in card_html(a_scenario(), ZONE)
    assert "Tuesday 14:00" in card_html(a_scenario(), ZoneInfo("Asia/Kolkata"))


def test_a_button_names_its_place_and_what_it_says() -> None:
    html = on_a_page(a_scenario())

    assert re.search(r'<form [^>]*action="/room/you/press/d\d+-\w+"', html)
    assert 'name="button" value="0 Grade me"' in html


def test_nothing_can_be_pressed_where_nobody_stands() -> None:
    assert "<form" not in card_html(a_scenario(), ZONE)


def test_a_board_is_a_table_that_says_what_its_picture_says() -> None:
    html = on_a_page(a_board())

    assert re.search(r'<img src="/room/you/picture/d\d+-\w+" alt="Ana"', html)
    assert '<th scope="row"><bdi>Bo</bdi></th>' in html
    assert html.count("<tr") == 4
    assert "place 3" in html


def test_a_board_without_a_rank_or_a_picture_says_so_by_leaving_it_out() -> None:
    card = BoardCard("B", "S", (), notes=("Ana practised.",), picture=None)

    read = Read(on_a_page(card))

    assert "img" not in read.tags
    assert "table" not in read.tags
    assert "Ana practised." in read.text


def test_a_packet_without_a_verdict_says_so() -> None:
    assert "No verdict" in card_html(_with(a_packet(), band=None), ZONE)


def test_a_picture_is_never_shown_as_markup() -> None:
    card = _with(a_board(), picture=Picture(b"PNG", "<svg onload='alert(1)'/>", "Bars"))

    assert "onload" not in on_a_page(card)


def _with(card: Card, **other: object) -> Card:
    return replace(card, **other)  # type: ignore[arg-type]
