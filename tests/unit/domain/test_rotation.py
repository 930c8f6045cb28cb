"""What a group is posted next, for any library, history and queue."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import GroupId, ScenarioId
from bot.domain.rotation import Entry, Shelf, choose

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
    choice = choose(group, Shelf.of(library), seen, queue, wanted)
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
    choice = choose(group, Shelf.of(library), seen, queue, wanted)
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
        choice = choose(group, Shelf.of(library), seen, [], wanted)
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
    choice = choose(group, Shelf.of(library), seen, [], wanted)
    assert choose(group, Shelf.of(shuffled), seen, [], wanted) == choice
