"""Scenarios of mock rounds: what they need, where they lie, and where they must not turn up."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.domain.pack import PackFile
from bot.domain.round_kinds import FORMATS, Kind
from bot.domain.systems import SYSTEMS
from bot.library.beside import There
from bot.library.given import check
from bot.library.library import all_shipped, for_rounds, load, shipped
from bot.library.lint import lint
from bot.library.round_rules import OF_THEIR_OWN, PANEL

Write = Callable[..., Path]

NEW_KIND = "format: 1\nround: {kind}\n"


def for_kind(example: str, kind: Kind, system: int = 11) -> str:
    text = example.replace("format: 1\n", NEW_KIND.format(kind=kind), 1)
    return text.replace("system: 11", f"system: {system}")


def panel(example: str, *roles: str) -> str:
    """The example with one follow-up for each role named."""
    asked = "".join(
        f"  - {{id: q-{n}, criterion: contain, asked_by: {role}, ask: What now?}}\n"
        for n, role in enumerate(roles)
    )
    before, rest = for_kind(example, Kind.PANEL, 31).split("follow_ups:\n", 1)
    return f"{before}follow_ups:\n{asked}\n{rest[rest.index('twist:') :]}"


def said(path: Path) -> list[str]:
    return [problem.message for problem in lint([path]).problems]


def test_a_round_of_its_own_scenarios_may_ask_this_one(example: str, write: Write) -> None:
    assert said(write(for_kind(example, Kind.VALUES))) == []


@pytest.mark.parametrize("kind", [kind for kind in Kind if not FORMATS[kind].own])
def test_a_kind_that_asks_daily_scenarios_takes_no_others(example: str, write: Write, kind: Kind) -> None:
    assert said(write(for_kind(example, kind))) == [
        f"`round` is `{kind}`, and such rounds ask daily scenarios"
    ]


@pytest.mark.parametrize("system", [28, 29, 30, 31])
def test_a_daily_scenario_can_not_practise_what_only_rounds_do(
    example: str, write: Write, system: int
) -> None:
    (problem,) = lint([write(example.replace("system: 11", f"system: {system}"))]).problems
    assert problem.message == f"System {system} is practised in mock rounds alone"
    assert problem.line == 4


@pytest.mark.parametrize(
    ("kind", "system"), [(Kind.BEHAVIOURAL, 28), (Kind.BEHAVIOURAL, 29), (Kind.SCREEN, 30)]
)
def test_kinds_with_a_system_of_their_own_name_it(
    example: str, write: Write, kind: Kind, system: int
) -> None:
    assert said(write(for_kind(example, kind, system))) == []
    assert said(write(for_kind(example, kind, 11))) == [f"`system` is 11 in a scenario for `{kind}` rounds"]


def test_a_panel_needs_three_questions_of_each_of_its_roles(example: str, write: Write) -> None:
    assert said(write(panel(example, *PANEL * 3))) == []
    assert said(write(panel(example, *PANEL * 2, *PANEL[:2]))) == [
        "`Legal and compliance` asks 2 of the follow-ups"
    ]


def test_nobody_else_sits_on_a_panel(example: str, write: Write) -> None:
    assert said(write(panel(example, *PANEL * 3, "CFO"))) == ["`CFO` does not sit on the panel"]


def test_rapid_fire_needs_many_short_questions_over_the_competencies(example: str, write: Write) -> None:
    found = said(write(for_kind(example, Kind.RAPID_FIRE)))
    assert found == ["A rapid-fire round has 4 questions to choose from", "The questions test 4 competencies"]


def test_a_long_question_is_no_rapid_fire(example: str, write: Write) -> None:
    long = for_kind(example, Kind.RAPID_FIRE).replace("Half of them now write it.", "And so on " * 15)
    assert "The question `hoax` has 59 words" in said(write(long))


def test_each_folder_of_the_library_holds_its_own(example: str, write: Write) -> None:
    daily = write(for_kind(example, Kind.VALUES), "scenarios/daily/cold-flats.yaml")
    rounds = write(example, "scenarios/rounds/cold-flats.yaml")

    assert said(daily) == ["A scenario in `scenarios/daily` says `round:`, so it would never be posted"]
    assert said(rounds) == ["A scenario in `scenarios/rounds` has no `round:`, so it would be posted daily"]


def test_other_folders_may_hold_both(example: str, write: Write) -> None:
    assert said(write(example, "rounds/cold-flats.yaml")) == []


def test_a_group_can_not_take_one_as_its_own(example: str) -> None:
    found = check([PackFile("cold-flats.yaml", for_kind(example, Kind.VALUES).encode())], There({}))

    (problem,) = found.problems
    assert found.scenarios == ()
    assert problem.message.startswith("This scenario is for mock rounds (`round: values`)")
    assert problem.line == 2


def test_a_story_needs_no_figures_in_its_prompt(example: str, write: Write) -> None:
    before, rest = example.split("prompt: |\n", 1)
    plain = "  " + "One day we saw that the tenants had lost patience with us. " * 10 + "\n\n"
    bare = f"{before}prompt: |\n{plain}{rest[rest.index('warm_up:') :]}"
    few = "The prompt holds no figures, too few to force a decision"

    assert few in [advice.message for advice in lint([write(bare)]).advice]
    story = write(for_kind(bare, Kind.BEHAVIOURAL, 28))
    assert few not in [advice.message for advice in lint([story]).advice]


def test_what_is_for_rounds_is_never_posted(example: str, write: Write, tmp_path: Path) -> None:
    write(example)
    write(for_kind(example, Kind.VALUES).replace("id: cold-flats", "id: warm-flats"), "warm-flats.yaml")
    library = load([tmp_path])

    assert [entry.id for entry in library.entries()] == ["cold-flats"]
    assert list(library.daily()) == ["cold-flats"]
    assert [entry.id for entry in library.of_rounds(Kind.VALUES)] == ["warm-flats"]


@pytest.mark.parametrize("kind", OF_THEIR_OWN)
def test_every_kind_has_another_scenario_when_it_is_played_again(kind: Kind) -> None:
    assert len(load([for_rounds()]).of_rounds(kind)) >= 2


def test_every_system_says_where_it_is_practised() -> None:
    assert [system.name for system in SYSTEMS.values() if bool(system.least) == bool(system.elsewhere)] == []


def test_the_shipped_folders_hold_their_own() -> None:
    assert all(scenario.round is None for scenario in load([shipped()]).scenarios.values())
    assert all(scenario.round for scenario in load([for_rounds()]).scenarios.values())
    assert lint(all_shipped()).problems == ()
