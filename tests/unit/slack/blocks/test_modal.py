"""What was drafted or typed comes back, however many inputs it took."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.blocks import ANSWER_FORM, FIELD_FORM, modal, sent_answer, sent_values
from bot.domain.forms import AnswerForm, Choice, Field, FieldForm
from bot.domain.happenings import Action
from bot.domain.mode import Privacy
from bot.domain.text import storable
from bot.errors import Defect
from tests.fakes.slack.block_kit import view_problems
from tests.unit.slack.blocks.filled import sent_view
from tests.unit.slack.blocks.read import read
from tests.unit.slack.blocks.written import WRITTEN

LEVELS = tuple(Choice(str(level), f"level {level}") for level in range(5))


def an_answer(draft: str = "", privacy: Privacy = Privacy.SEALED) -> AnswerForm:
    return AnswerForm("1", "The hailstorm", "A prompt.", draft, privacy)


def a_form(*fields: Field, **more: str) -> FieldForm:
    return FieldForm(Action.RULE, "1/2", "Rule: the hailstorm", "It goes to the author.", fields, **more)


def inputs(view: dict[str, object]) -> list[dict[str, object]]:
    blocks = view["blocks"]
    assert isinstance(blocks, list)
    return [block for block in blocks if block["type"] == "input"]


@given(WRITTEN, WRITTEN, st.sampled_from(LEVELS))
@settings(deadline=None, max_examples=50)
def test_every_field_comes_back_as_it_was_filled(drafted: str, typed: str, level: Choice) -> None:
    form = a_form(Field("a:b", "Why?", drafted, 1_000, tall=True), Field("level", "How far?", choices=LEVELS))
    filled = {0: storable(typed), 1: level.value}

    view = modal(form, private="{}")

    assert view_problems(view) == []
    assert sent_values(sent_view(view, filled)) == {
        "a:b": storable(typed) or storable(drafted),
        "level": level.value,
    }


def test_twelve_full_fields_fit_and_come_back() -> None:
    fields = tuple(Field(f"field {n}", f"Question {n}", f"word{n} " * 2_400, tall=True) for n in range(12))

    view = modal(a_form(*fields, about="The answer. " * 1_600), private="{}")

    assert view_problems(view) == []
    assert sent_values(sent_view(view)) == {field.name: field.draft for field in fields}


def test_nothing_filled_in_is_empty() -> None:
    form = a_form(Field("why", "Why?"), Field("level", "How far?", choices=LEVELS))

    assert sent_values(sent_view(modal(form, private=""))) == {"why": "", "level": ""}
    assert sent_answer(sent_view(modal(an_answer(), private=""))) == ""


def test_a_full_answer_has_room_for_more() -> None:
    empty, short, full = (modal(an_answer("w" * letters), private="") for letters in (0, 2_000, 2_500))

    assert len(inputs(empty)) == len(inputs(short)) == 1
    [_, more] = inputs(full)
    assert more["optional"] is True
    assert sent_answer(sent_view(full, {1: "The rest."})) == "w" * 2_500 + "\n\nThe rest."


def test_a_field_for_an_essay_has_two_inputs_from_the_start() -> None:
    essay, note = Field("essay", "Essay", most=20_000, tall=True), Field("note", "Note", most=1_000)

    view = modal(a_form(essay, note), private="")

    assert len(inputs(view)) == 3
    filled = sent_values(sent_view(view, {0: "one", 1: "two", 2: "three"}))
    assert filled == {"essay": "one\n\ntwo", "note": "three"}


def test_what_is_typed_in_later_inputs_alone_is_not_led_in_by_white_space() -> None:
    view = modal(a_form(Field("essay", "Essay", tall=True)), private="")

    assert sent_values(sent_view(view, {1: "two"})) == {"essay": "two"}


def test_a_form_that_comes_back_shows_what_was_sent_rather_than_what_stood_there() -> None:
    form = a_form(Field("essay", "Essay", tall=True))

    before, after = (modal(one, private="") for one in (form, form.again({"essay": "a\n\nb"}, "Too short.")))

    assert "Too short." in read(after["blocks"])
    ids = [{block["block_id"] for block in inputs(view)} for view in (before, after)]
    assert ids[0].isdisjoint(ids[1])
    assert sent_values(sent_view(after)) == {"essay": "a\n\nb"}


def test_a_draft_longer_than_its_field_is_kept_whole() -> None:
    view = modal(a_form(Field("why", "Why?", "w" * 1_200, most=1_000, tall=True)), private="")

    assert view_problems(view) == []
    assert sent_values(sent_view(view)) == {"why": "w" * 1_200}


def test_a_long_label_or_choice_is_shown_in_full_beside_its_place() -> None:
    long = "A choice with very many words in it " * 5
    form = a_form(Field("pick", f"Which? {long}", choices=(Choice("a", long), Choice("b", "B"))))

    view = modal(form, private="")

    assert view_problems(view) == []
    assert f"Which? {long}" in read(view["blocks"])
    assert read(view["blocks"]).count("A choice with very many words in it A choice") >= 2


def test_many_choices_are_a_menu_and_few_are_buttons() -> None:
    many = tuple(Choice(str(n), f"choice {n}") for n in range(30))
    view = modal(
        a_form(Field("few", "Few?", "3", choices=LEVELS), Field("many", "Many?", choices=many)), private=""
    )

    kinds = [block["element"] for block in inputs(view)]
    assert [kind["type"] for kind in kinds] == ["radio_buttons", "static_select"]  # type: ignore[index]  # as made
    assert sent_values(sent_view(view, {1: "17"})) == {"few": "3", "many": "17"}


@pytest.mark.parametrize("privacy", Privacy)
def test_a_form_says_who_sees_it_and_never_promises_more(privacy: Privacy) -> None:
    reads = read(modal(an_answer(privacy=privacy), private="")["blocks"])

    assert (Privacy.SEALED.value in reads) == (privacy is Privacy.SEALED)
    assert ("Nobody else sees" in reads) == (privacy is not Privacy.SEALED)
    assert ("this comes late" in reads) == (privacy is Privacy.LATE)
    assert "A prompt." in reads


def test_kind_and_private_words_come_back() -> None:
    private = json.dumps({"post": "1"})

    assert modal(an_answer(), private=private)["callback_id"] == ANSWER_FORM
    assert modal(a_form(), private=private)["callback_id"] == FIELD_FORM
    assert modal(a_form(), private=private)["private_metadata"] == private
    assert "Send failed." in read(modal(an_answer(), private="", trouble="Send failed.")["blocks"])
    with pytest.raises(Defect):
        modal(an_answer(), private="x" * 3_001)


def test_a_title_too_long_for_a_window_is_shown_in_full_within() -> None:
    view = modal(a_form(), private="")
    long = modal(
        FieldForm(Action.ASK, "1", "A title of many words, and more", "", (), "Have it graded now!!!!!"),
        private="",
    )

    assert view["title"]["text"] == "Rule: the hailstorm"
    assert long["title"]["text"] == "A title of many words,…"
    assert "A title of many words, and more" in read(long["blocks"])
    assert view_problems(view) == view_problems(long) == []


def test_the_text_at_hand_stands_before_the_fields_under_its_name() -> None:
    asked = Field("why", "Why?")
    rule = modal(a_form(asked, about="I would stop."), private="")
    setup = modal(FieldForm(Action.SET_UP, "1", "Group", "", (asked,), about="Posts at 09:00."), private="")

    assert "The answer\nI would stop.\nWhy?" in read(rule["blocks"])
    assert "As it stands\nPosts at 09:00.\nWhy?" in read(setup["blocks"])


def test_a_form_too_full_leaves_out_what_can_be_read_elsewhere_and_says_so() -> None:
    draft = "🧑🚀 " * 6_000

    view = modal(AnswerForm("1", "Hail", draft, draft, Privacy.OPEN), private="")

    assert view_problems(view) == []
    assert "too long to stand here" in read(view["blocks"])
    assert sent_answer(sent_view(view)) == draft
    with pytest.raises(Defect):
        modal(a_form(*(Field(f"{n}", "Why?", draft) for n in range(12))), private="")


def test_what_others_put_into_a_view_is_left_out() -> None:
    forged = {"state": {"values": {"x": {"y": {"value": "z"}}, "fill:a:b:c:d:e": {"y": {"value": "z"}}}}}

    assert sent_values(forged) == {}
    assert sent_values({}) == {}
