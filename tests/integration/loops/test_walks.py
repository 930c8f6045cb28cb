"""Whatever a member does in a loop, and in whatever order: it ends, and nothing comes twice."""

import os
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from bot.domain.happenings import Action
from bot.domain.loop_states import ENDED, LoopState
from bot.domain.round import ENDED as ROUND_ENDED
from bot.practice.sweep import sweep
from tests.integration.loops.stage import Looper
from tests.integration.rounds_stage import CrashError

NUMBERS = count(1)
EXAMPLES = int(os.environ.get("DEBRIEF_EXAMPLES", "12"))
ACTS = (
    "begins a loop",
    "begins one over days",
    "goes on",
    "presses begin",
    "plays",
    "plays badly",
    "says",
    "deletes",
    "stops the round",
    "stops the loop",
    "presses end",
    "a minute",
    "a day",
    "four days",
    "the sweep",
    "a process dies",
    "leaves",
    "comes back",
    "messages are closed",
    "messages are open",
    "one thing is done",
)
OFTEN = ("goes on", "plays", "plays badly", "goes on", "plays", "a day")
steps = st.lists(st.tuples(st.sampled_from((*OFTEN, *ACTS)), st.booleans()), min_size=4, max_size=16)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(walk=steps)
async def test_any_walk_ends_well(
    looper: Callable[[str], Awaitable[Looper]], walk: Sequence[tuple[str, bool]]
) -> None:
    it = await looper(f"walker-{next(NUMBERS)}")
    await it.types("mock full three today")
    for act, settled in walk:
        await _does(it, act)
        if settled:
            await it.settle()
    await _is_left_alone(it)

    assert set(await it.loop_states()) <= ENDED
    assert set(await it.states()) <= ROUND_ENDED
    keys = [seen.key for seen in it.told()]
    assert len(set(keys)) == len(keys)
    assert await _committees(it) >= len(it.packets())
    assert await _played_twice(it) == 0


async def _does(it: Looper, act: str) -> None:  # noqa: C901, PLR0912  an arm for each act
    match act:
        case "begins a loop" | "begins one over days":
            await it.types(f"mock full three {'today' if act == 'begins a loop' else 'days'}")
        case "goes on":
            await it.types("mock")
        case "presses begin" | "presses end":
            wanted = Action.NEXT_ROUND if act == "presses begin" else Action.END_LOOP
            notes = [seen.card for seen in it.of_loops()]
            buttons = [one for card in notes for one in getattr(card, "buttons", ()) if one.action is wanted]
            for button in buttons[-1:]:
                await it.presses(button.action, button.subject)
        case "plays" | "plays badly":
            await it.plays("444444444" if act == "plays" else "000000000", turns=4)
        case "says":
            await it.says(f"mark{next(NUMBERS)}x levels 222222222 and I would stop it at 9")
        case "deletes" if it.said:
            await it.deletes(it.said.pop())
        case "stops the round" if await it.states():
            await it.stops()
        case "stops the loop":
            await it.types("mock full stop")
        case "a minute":
            it.clock.forward(seconds=61)
        case "a day" | "four days":
            it.clock.forward(days=1 if act == "a day" else 4)
        case "the sweep":
            with suppress(CrashError):  # what it didn't do, the next one does
                await sweep(it.core)
        case "a process dies":
            it.store.dies = (it.store.transactions + 2, "before")
        case "leaves":
            await it.leaves()
        case "comes back":
            await it.joins()
        case "messages are closed":
            it.platform.closed_to.add(it.account.ref)
        case "messages are open":
            it.platform.closed_to.discard(it.account.ref)
        case "one thing is done":
            await it.step()


async def _is_left_alone(it: Looper) -> None:
    it.store.dies = None
    it.platform.closed_to.discard(it.account.ref)
    await it.settle()
    for _ in range(12):
        await it.waits(hours=25)


async def _committees(it: Looper) -> int:
    return (await it.loop_states()).count(LoopState.CONCLUDED)


async def _played_twice(it: Looper) -> int:
    """Places of a loop that were begun again after words had been said there."""
    async with it.store.engine.connect() as connection:
        rows = await connection.execute(
            text(
                "select count(*) from rounds one join rounds other on other.loop_id = one.loop_id"
                " and other.place = one.place and other.id > one.id and one.ending = 'finished'"
                " join identities i on i.person_id = one.person_id where i.external_ref = :ref"
            ),
            {"ref": it.account.ref},
        )
        return int(rows.scalar_one())
