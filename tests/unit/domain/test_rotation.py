"""What a group is posted next, for any library, history and queue."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.competency import Competency
from bot.domain.ids import GroupId, ScenarioId
from bot.domain.results import CYCLE, FEWEST_ANSWERS, FLYING, GENTLER, HARDER, STRUGGLING, FirstTry, Results
from bot.domain.rotation import Entry, Shelf, Wishes, choose
from bot.domain.systems import SYSTEMS
from bot.domain.themes import THEMES, ThemedWeek
from bot.domain.wishes import StandingWishes
from bot.library.round_rules import FOR_ROUNDS

ids = st.sampled_from([ScenarioId(f"scenario-{n}") for n in range(12)])
tracks = st.sampled_from(["design", "incident", "evaluation", "responsibility"])
libraries = st.lists(
    st.builds(Entry, ids, st.integers(1, 3), tracks), max_size=12, unique_by=lambda entry: entry.id
)
histories = st.lists(ids, max_size=15)
queues = st.lists(ids, max_size=4, unique=True)
chosen_tracks = st.frozensets(tracks, max_size=4)
groups = st.integers(1, 10**6).map(GroupId)


@given(groups, libraries, histories, queues, chosen_tracks)
def test_there_is_always_something_and_it_is_in_the_library(
    group: GroupId,
    library: list[Entry],
    seen: list[ScenarioId],
    queue: list[ScenarioId],
    wanted: frozenset[str],
) -> None:
    choice = choose(group, Shelf.of(library), seen, wanted, wishes=Wishes(queue=queue))
    assert (choice is None) == (not library)
    if choice:
        assert choice.id in {entry.id for entry in library}
        assert choice.repeated == (choice.id in seen)


@given(groups, libraries, histories, queues, chosen_tracks)
def test_the_queue_comes_first_then_what_is_new(
    group: GroupId,
    library: list[Entry],
    seen: list[ScenarioId],
    queue: list[ScenarioId],
    wanted: frozenset[str],
) -> None:
    choice = choose(group, Shelf.of(library), seen, wanted, wishes=Wishes(queue=queue))
    known = {entry.id for entry in library}
    queued = [scenario for scenario in queue if scenario in known]
    offered = {e.id for e in library if e.track in wanted} or known
    if choice and queued:
        assert choice.id == queued[0]
        assert choice.queued
    elif choice and offered - set(seen):
        assert choice.id in offered - set(seen)


@given(groups, libraries.filter(bool), chosen_tracks)
def test_nothing_comes_back_before_everything_was_seen(
    group: GroupId, library: list[Entry], wanted: frozenset[str]
) -> None:
    offered = [e for e in library if e.track in wanted] or library
    seen: list[ScenarioId] = []
    for _ in range(2 * len(offered)):
        choice = choose(group, Shelf.of(library), seen, wanted)
        assert choice is not None
        seen.append(choice.id)
    once, again = seen[: len(offered)], seen[len(offered) :]
    assert len(set(once)) == len(offered)
    assert again == once


@given(groups, libraries.filter(bool), histories, chosen_tracks, st.data())
def test_the_order_of_files_changes_nothing(
    group: GroupId, library: list[Entry], seen: list[ScenarioId], wanted: frozenset[str], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(library))
    choice = choose(group, Shelf.of(library), seen, wanted)
    assert choose(group, Shelf.of(shuffled), seen, wanted) == choice


LATER, NOW = ScenarioId("later"), ScenarioId("now")
PAIR = [Entry(NOW, 1, "design", system=1), Entry(LATER, 1, "design", system=7)]
GROUP = GroupId(7)


@given(groups, libraries, histories, queues, chosen_tracks, st.data())
def test_what_is_kept_back_never_comes(
    group: GroupId,
    library: list[Entry],
    seen: list[ScenarioId],
    queue: list[ScenarioId],
    wanted: frozenset[str],
    data: st.DataObject,
) -> None:
    back = data.draw(st.frozensets(ids))
    asked = [scenario for scenario in queue if scenario not in back]
    wishes = Wishes(queue=asked, kept_back=back)
    choice = choose(group, Shelf.of(library), seen, wanted, wishes=wishes)
    assert choice is None or choice.id not in back
    if choice is None:
        offered = {e.id for e in library if e.track in wanted} or {e.id for e in library}
        assert offered <= back


def test_a_pin_goes_before_the_queue_and_the_theme() -> None:
    wishes = Wishes(pinned=LATER, queue=[NOW], systems={1})
    choice = choose(GROUP, Shelf.of(PAIR), [], (), wishes=wishes)
    assert choice is not None
    assert (choice.id, choice.queued, choice.themed) == (LATER, True, False)


def test_a_theme_goes_before_track_and_difficulty_until_it_is_used_up() -> None:
    shelf, wishes = Shelf.of(PAIR), Wishes(systems={7})
    first = choose(GROUP, shelf, [], ("evaluation",), wishes=wishes)
    second = choose(GROUP, shelf, [LATER], (), wishes=wishes)
    assert first is not None
    assert second is not None
    assert (first.id, first.themed) == (LATER, True)
    assert (second.id, second.themed) == (NOW, False)


def levels(weak: Competency) -> dict[Competency, float]:
    return {competency: 1.0 if competency is weak else 3.0 for competency in Competency}


@given(groups, st.sampled_from(list(Competency)))
def test_what_a_group_is_weak_in_comes_first(group: GroupId, weak: Competency) -> None:
    library = [Entry(ScenarioId(f"on-{c}"), 1, "design", tests=((c, 1.0),)) for c in Competency]
    results = Results(10, 60.0, levels(weak))
    choice = choose(group, Shelf.of(library), [], (), results=results)
    assert choice is not None
    assert choice.id == f"on-{weak}"


@given(groups)
def test_one_bad_morning_steers_nothing(group: GroupId) -> None:
    library = [Entry(ScenarioId(f"on-{c}"), 1, "design", tests=((c, 1.0),)) for c in Competency]
    bad = Results(FEWEST_ANSWERS - 1, 10.0, levels(Competency.DEPTH))
    assert choose(group, Shelf.of(library), [], (), results=bad) == choose(group, Shelf.of(library), [], ())


@given(groups, st.floats(0, 100))
def test_difficulty_follows_how_the_group_does(group: GroupId, score: float) -> None:
    library = [Entry(ScenarioId(f"{n}-{m}"), n, "design") for n in (1, 2, 3) for m in range(20)]
    seen: list[ScenarioId] = []
    for _ in range(8):
        choice = choose(group, Shelf.of(library), seen, (), results=Results(10, score))
        assert choice is not None
        seen.append(choice.id)
    expected = GENTLER if score < STRUGGLING else HARDER if score > FLYING else CYCLE
    assert [int(name[0]) for name in seen] == [*expected, *expected]


@given(
    st.lists(
        st.builds(
            FirstTry, st.integers(0, 100), st.dictionaries(st.sampled_from(list(Competency)), st.floats(0, 4))
        )
    )
)
def test_results_are_means_of_what_was_tested(tries: list[FirstTry]) -> None:
    results = Results.of(tries)
    assert results.answers == len(tries)
    for competency in Competency:
        seen = [it.levels[competency] for it in tries if competency in it.levels]
        assert (competency in results.levels) == bool(seen)
        assert 0 <= results.lack(competency) <= 4
        if seen:
            assert min(seen) - 1e-9 <= results.levels[competency] <= max(seen) + 1e-9


def test_every_theme_practises_systems_that_the_library_has() -> None:
    daily = {number for number, system in SYSTEMS.items() if system.least} - FOR_ROUNDS
    assert all(theme.systems <= daily for theme in THEMES.values())
    assert daily == {number for theme in THEMES.values() for number in theme.systems}


def test_wishes_of_a_day() -> None:
    week = ThemedWeek.beginning(THEMES["containment"], date(2026, 3, 2))
    standing = StandingWishes({date(2026, 3, 4): LATER}, frozenset({ScenarioId("no")}), week)
    before, that, after = (standing.on(date(2026, 3, day), [NOW, LATER]) for day in (2, 4, 9))
    assert before == Wishes(None, (NOW,), {ScenarioId("no"), LATER}, week.theme.systems)
    assert (that.pinned, that.queue, that.kept_back) == (LATER, (NOW, LATER), {ScenarioId("no")})
    assert (after.pinned, after.systems) == (None, ())
    assert (standing.theme_on(date(2026, 3, 8)), standing.theme_on(date(2026, 3, 9))) == ("containment", "")


def test_an_order_that_a_group_is_in_the_middle_of_stays() -> None:
    """As it has been since the first version."""
    shelf = Shelf.of(Entry(ScenarioId(name), 1, "a") for name in ("ash", "beech", "cedar", "elm", "fir"))
    orders = {1: "ash cedar fir beech elm", 2: "elm fir beech ash cedar", 3: "beech fir cedar elm ash"}
    for group, order in orders.items():
        seen: list[ScenarioId] = []
        for _ in shelf.known:
            choice = choose(GroupId(group), shelf, seen, ["a"])
            assert choice is not None
            seen.append(choice.id)
        assert " ".join(seen) == order
