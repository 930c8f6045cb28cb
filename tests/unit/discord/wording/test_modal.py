"""What was drafted or typed comes back, however many inputs it took."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.discord.wording import AnswerTo, opens_directly, reads_form, sent_answer, sent_values
from bot.domain.forms import Choice, Field
from bot.domain.mode import Privacy
from bot.domain.text import storable
from tests.unit.discord.wording.filled import sent
from tests.unit.discord.wording.forms import LEVELS, a_form, an_answer, displayed, inputs, sound
from tests.unit.discord.wording.written import LONGEST, WRITTEN

LONG = st.builds(lambda text, times: (text * times)[:9_500], WRITTEN, st.integers(1, 200))


@given(LONG)
@example("word " * 1_900)
@example("x" * 20_000)
@example("\n" * 20_000)
@example("x" * 4_000 + "\n\n" + "y" * 4_000)
@settings(deadline=None, max_examples=60)
def test_a_draft_comes_back_as_it_was(draft: str) -> None:
    assert sent_answer(sent(sound(an_answer(draft)))) == storable(draft)


def test_a_draft_that_no_modal_holds_stays_where_it_is() -> None:
    made = sound(an_answer("🧑🚀" * 6_000))

    assert "longer than this form holds" in displayed(made)
    assert sent_answer(sent(made)) == ""


@given(WRITTEN, WRITTEN, st.sampled_from(LEVELS))
@settings(deadline=None, max_examples=50)
def test_every_field_comes_back_as_it_was_filled(drafted: str, typed: str, level: Choice) -> None:
    form = a_form(Field("a:b", "Why?", drafted, 1_000, tall=True), Field("level", "How far?", choices=LEVELS))

    got = sent_values(sent(sound(form), {0: storable(typed), 1: level.value}))

    assert got["level"] == level.value
    assert got["a:b"].startswith(storable(typed))


def test_nothing_filled_in_is_empty() -> None:
    form = a_form(Field("why", "Why?"), Field("level", "How far?", choices=LEVELS))

    assert sent_values(sent(sound(form))) == {"why": "", "level": ""}
    assert sent_values([]) == sent_values([{"type": 18}, {"custom_id": "other", "value": "x"}]) == {}
    rows = [{"type": 1, "components": [{"type": 4, "custom_id": "fill:0:0::why", "value": "as of old"}]}]
    assert sent_values(rows) == {"why": "as of old"}


def test_a_full_answer_has_room_for_more() -> None:
    assert len(inputs(sound(an_answer("w" * 3_000)))) == 1
    full = sound(an_answer("w" * 3_300))

    [_, more] = inputs(full)
    assert more["required"] is False
    assert sent_answer(sent(full, {1: "The rest."})) == "w" * 3_300 + "\n\nThe rest."


def test_a_field_for_an_essay_has_two_inputs_from_the_start() -> None:
    form = a_form(
        Field("question", "Question", most=6_000, tall=True), Field("essay", "Essay", most=20_000, tall=True)
    )

    made = sound(form)

    assert len(inputs(made)) == 3
    values = sent_values(sent(made, {0: "one", 1: "two", 2: "three"}))
    assert values == {"question": "one", "essay": "two\n\nthree"}


def test_what_one_modal_took_fits_into_one_again() -> None:
    question, essay = "q" * 5_000, "e" * 12_000
    fields = Field("q", "Question", question, 6_000, tall=True), Field("e", "Essay", essay, 20_000, tall=True)
    form = a_form(*fields)

    assert not opens_directly(form)
    assert sent_values(sent(sound(form))) == {"q": question, "e": essay}


@pytest.mark.parametrize("privacy", Privacy)
def test_a_form_says_who_sees_it_and_never_promises_more(privacy: Privacy) -> None:
    made = sound(an_answer(privacy=privacy))

    (label,) = [one for one in made["components"] if one["type"] == 18]
    assert (label["description"] == Privacy.SEALED.value) == (privacy is Privacy.SEALED)
    assert ("Nobody else sees" in label["description"]) == (privacy is not Privacy.SEALED)
    assert ("this comes late" in label["description"]) == (privacy is Privacy.LATE)
    assert "A prompt." in displayed(made)
    assert reads_form(made["custom_id"]) == AnswerTo("1")


def test_what_there_is_to_read_stands_before_the_fields() -> None:
    made = sound(a_form(Field("why", "Why?"), about="I would stop.", trouble="Too short."))

    said = displayed(made)
    assert made["components"][0]["type"] == 10
    assert said.index("Too short.") < said.index("It goes to the author.") < said.index("I would stop.")


def test_long_labels_and_choices_are_told_in_full() -> None:
    long = "A choice with very many words in it " * 7
    made = sound(a_form(Field("pick", f"Which? {long}", choices=(Choice("a", long), Choice("b", "B")))))
    time = sound(a_form(Field("zone", "Time zone: a city, or a name such as Europe/Berlin")))

    assert displayed(made).count(long.strip()) == 2
    assert (time["components"][1]["label"], time["components"][1]["description"]) == (
        "Time zone",
        "A city, or a name such as Europe/Berlin",
    )


def test_more_choices_than_a_menu_takes_stand_in_several() -> None:
    many = tuple(Choice(str(n), f"choice {n}") for n in range(60))
    made = sound(a_form(Field("many", "Many?", "3", choices=many)))

    assert [len(one["options"]) for one in inputs(made)] == [25, 25, 10]
    assert sent_values(sent(made)) == {"many": "3"}


@pytest.mark.parametrize("text", LONGEST[:4])
def test_fields_too_full_for_any_modal_come_empty_and_say_so(text: str) -> None:
    form = a_form(*(Field(f"f{n}", f"Question {n}", text * 2, 20_000, tall=True) for n in range(3)))

    made = sound(form)

    told = [one.get("description", "") for one in made["components"]]
    assert any("stays as it is" in one for one in told)
