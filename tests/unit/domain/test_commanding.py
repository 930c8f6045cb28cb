"""What was typed behind a command: one table of texts and what they are read as."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.commanding import as_typed, place_in, typed
from bot.domain.group import Member, Role
from bot.domain.ids import GroupId, PersonId, ScenarioId
from bot.domain.mode import Mode
from bot.domain.queue_edit import Add, Clear, Edit, Move, Remove, edited, queue_edit
from bot.domain.repair_words import RepairWords, member_named, repair_words
from bot.domain.setup_words import SetupWords, setup_words
from bot.errors import UserMustAct

WEDNESDAY = date(2026, 4, 1)
A, B, C = (ScenarioId(name) for name in ("alpha", "beta", "gamma"))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  Board\tWEEK \n", ("board", "week")),
        ("`board` “week”,", ("board", "week")),
        ("forget–me now!", ("forget-me", "now")),
        ("\uff10\uff19\uff1a\uff13\uff10", ("09:30",)),
        ("bo\x00ard\u202e \u200b", ("board",)),
        ("\ud800", ()),
        ("", ()),
    ],
)
def test_words_are_compared_without_what_a_phone_adds(text: str, plain: tuple[str, ...]) -> None:
    assert tuple(word.plain for word in typed(text)) == plain


def test_a_name_is_kept_as_it_was_typed() -> None:
    assert as_typed(typed(" “Frühe   Vögel” ")) == "Frühe Vögel"
    assert as_typed(typed("\u0645\u06cc\u200c\u062e")) == "\u0645\u06cc\u200c\u062e"


@given(st.text())
def test_no_word_hides_or_turns_a_line(text: str) -> None:
    shown = "".join(word.raw for word in typed(text))
    assert not set(shown) & set("\x00\n\r\u202e\u2066\u200b\x1b\x7f")


def test_a_word_is_quoted_back_in_short() -> None:
    (word,) = typed("x" * 20_000)
    assert word.shown == "x" * 40 + "…"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", SetupWords()),
        (
            "09:30 Europe/Berlin mon-fri sealed",
            SetupWords(time(9, 30), "Europe/Berlin", frozenset(range(5)), Mode.SEALED),
        ),
        (
            "sealed at 9am in new york on mon wed and fri",
            SetupWords(time(9), "America/New_York", frozenset({0, 2, 4}), Mode.SEALED),
        ),
        ("holidays de-by", SetupWords(holidays_of="DE-BY")),
        ("holidays none", SetupWords(holidays_of="")),
        ("open named Early Birds, open", SetupWords(mode=Mode.OPEN, name="Early Birds, open")),
        ("time 08:00", SetupWords(at=time(8))),
        ("zone Europe/London", SetupWords(zone="Europe/London")),
        ("time zone london", SetupWords(zone="Europe/London")),
        ("posts at 9:00 days mon-fri", SetupWords(at=time(9), weekdays=frozenset(range(5)))),
        ("answers sealed", SetupWords(mode=Mode.SEALED)),
    ],
)
def test_setup(text: str, meant: SetupWords) -> None:
    assert setup_words(typed(text)) == meant


@given(
    st.permutations(["9:30", "Europe/Berlin", "mon-fri", "sealed"]),
    st.lists(
        st.sampled_from(["time", "zone", "at", "posts", "days", "for", "answers"]), min_size=5, max_size=5
    ),
)
def test_little_words_and_the_order_change_nothing_of_what_setup_means(
    said: list[str], little: list[str]
) -> None:
    text = " ".join(word for pair in zip(little, [*said, ""], strict=True) for word in pair)
    meant = SetupWords(time(9, 30), "Europe/Berlin", frozenset(range(5)), Mode.SEALED)
    assert setup_words(typed(text)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "9:30 10:00",
        "open sealed",
        "Europe/Berlin Europe/Paris",
        "EST",
        "named",
        f"named {'x' * 61}",
        "holidays",
        "25:00",
        "the",
    ],
)
def test_what_setup_cannot_mean(text: str) -> None:
    with pytest.raises(UserMustAct, match="Nothing was changed"):
        setup_words(typed(text))


@pytest.mark.parametrize(
    ("text", "edit", "after"),
    [
        ("add gamma", Add(C), [A, B, C]),
        ("remove 1", Remove("1"), [B]),
        ("remove beta", Remove("beta"), [A]),
        ("move 2 to 1", Move("2", "1"), [B, A]),
        ("move alpha 2", Move("alpha", "2"), [B, A]),
        ("clear", Clear(), []),
    ],
)
def test_the_queue(text: str, edit: Edit, after: list[ScenarioId]) -> None:
    assert queue_edit(typed(text)) == edit
    assert edited([A, B], edit) == after


@pytest.mark.parametrize(
    "text", ["add alpha", "remove 3", "remove 0", "remove gamma", "move 1 to 9", "move 9 to 1"]
)
def test_what_the_queue_cannot_do(text: str) -> None:
    with pytest.raises(UserMustAct, match="Nothing was changed"):
        edited([A, B], queue_edit(typed(text)))


@pytest.mark.parametrize("text", ["ad gamma", "add", "remove", "move 1", "clear all", "1"])
def test_what_the_queue_cannot_read(text: str) -> None:
    with pytest.raises(UserMustAct, match="Nothing was changed"):
        queue_edit(typed(text))


@given(
    st.lists(st.sampled_from([A, B, C]), unique=True),
    st.one_of(
        st.builds(Add, st.sampled_from([A, B, C])),
        st.builds(Remove, st.sampled_from(["1", "2", "3", "alpha"])),
        st.builds(Move, st.sampled_from(["1", "2", "3"]), st.sampled_from(["1", "2", "3"])),
    ),
)
def test_an_edit_loses_and_doubles_nothing(queue: list[ScenarioId], edit: Edit) -> None:
    try:
        after = edited(queue, edit)
    except UserMustAct:
        return
    assert len(set(after)) == len(after)
    if isinstance(edit, Move):
        assert set(after) == set(queue)
        assert after[int(edit.to) - 1] == queue[int(edit.which) - 1]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Ana yesterday ill", RepairWords("Ana", False, date(2026, 3, 31), "ill")),
        (
            "@Sample Ana 2026-03-30 no network",
            RepairWords("Sample Ana", False, date(2026, 3, 30), "no network"),
        ),
        ("<@U12> mon ill", RepairWords("U12", True, date(2026, 3, 30), "ill")),
        ("<@!12> mon ill", RepairWords("12", True, date(2026, 3, 30), "ill")),
        ("<@U12|ana> mon ill", RepairWords("U12", True, date(2026, 3, 30), "ill")),
        ("Friday monday ill", RepairWords("Friday", False, date(2026, 3, 30), "ill")),
    ],
)
def test_repair(text: str, meant: RepairWords) -> None:
    assert repair_words(typed(text), WEDNESDAY) == meant


@pytest.mark.parametrize(
    "text", ["", "Ana", "Ana ill", "Ana yesterday", "yesterday ill", "Ana 2026-04-02 ill"]
)
def test_what_repair_lacks(text: str) -> None:
    with pytest.raises(UserMustAct, match="Nothing was changed"):
        repair_words(typed(text), WEDNESDAY)


def test_a_name_means_one_member() -> None:
    members = [
        Member(GroupId(1), PersonId(number), name, Role.MEMBER, None)
        for number, name in enumerate(["Sample Ana", "Sample Anabel", "Bo", "bo berg"])
    ]
    assert member_named(members, "anabel").name == "Sample Anabel"
    assert member_named(members, "BO BERG").name == "bo berg"
    with pytest.raises(UserMustAct, match="may be several: Sample Ana, Sample Anabel"):
        member_named(members, "Sample")
    for exact, several in (("sample ana", "Sample Ana, Sample Anabel"), ("BO", "Bo, bo berg")):
        with pytest.raises(UserMustAct, match=f"may be several: {several}. .* Mention the member"):
            member_named(members, exact)
    with pytest.raises(UserMustAct, match="Nobody in this group is called “Zoe”"):
        member_named(members, "Zoe")


@given(st.text(max_size=30), st.integers(0, 5))
def test_a_place_is_one_that_was_shown(word: str, count: int) -> None:
    place = place_in(word, count)
    assert place is None or 0 <= place < count
