"""A draft of any length comes back as it was, and what is shortened fits."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.slack.blocks import modal, sent_answer
from adapters.slack.blocks.wording import shortened, units
from bot.domain.forms import AnswerForm
from bot.domain.mode import Privacy
from bot.domain.text import storable
from tests.fakes.slack.block_kit import view_problems
from tests.unit.slack.blocks.filled import sent_view
from tests.unit.slack.blocks.written import LONGEST, WRITTEN

LONG = st.builds(lambda text, times: (text * times)[:20_000], WRITTEN, st.integers(1, 400))


def an_answer(draft: str = "", privacy: Privacy = Privacy.SEALED) -> AnswerForm:
    return AnswerForm("1", "The hailstorm", "A prompt.", draft, privacy)


@given(LONG)
@example("word " * 4_000)
@example("x" * 20_000)
@example("\n" * 20_000)
@example("🧑\u200d🚀" * 6_000)
@settings(deadline=None, max_examples=50)
def test_a_draft_comes_back_as_it_was(draft: str) -> None:
    view = modal(an_answer(draft), private="{}")

    assert view_problems(view) == []
    assert sent_answer(sent_view(view)) == storable(draft)


def test_each_long_draft_comes_back_as_it_was() -> None:
    for draft in LONGEST:
        assert sent_answer(sent_view(modal(an_answer(draft), private=""))) == draft


@given(WRITTEN, st.integers(2, 200))
def test_what_is_shortened_fits_and_shows_it(text: str, most: int) -> None:
    short = shortened(text, most)

    assert units(short) <= most
    assert short == " ".join(shortened(text, 10_000).split()) or short.endswith("…")
