"""The demo's day on the test database: what it tells has to be what the core did."""

from io import StringIO

from rich.console import Console

from adapters.main import Chat, Parts
from adapters.main import house as wired
from adapters.terminal.cast import ANA, BEN, CLEO, DEV, NAMES
from adapters.terminal.demo import GROUP, STARTS, TODAY, TOMORROW, ZONE, DemoDay
from adapters.terminal.platform import TerminalPlatform
from adapters.terminal.screen import Screen
from bot.domain.calendar import zone_named
from bot.domain.cards import DebriefCard, ScenarioCard
from bot.domain.grade import Band
from bot.domain.ids import PostId
from bot.domain.post import PostState
from bot.library.library import Library
from bot.ports import Direct, InChannel
from bot.testing import FakeClock

STORY = (
    "Monday 2 March",
    f"09:00  {GROUP} is set up",
    "09:30  The day's scenario is posted.",
    "09:42  Ana (sample) in the thread (✓ part of the answer)",
    "09:45  Ben (sample) in the thread (not part of an answer)",
    "09:54  Ben (sample) edits it",
    "09:55  Ben (sample) presses [Grade me]",
    "direct message to Ben (sample)",
    "Red line",
    "09:57  Cleo (sample) in the thread (not part of an answer)",
    "10:00  Ten quiet minutes are over",
    "direct message to Ana (sample)",
    "direct message to Dev (sample)",
    "19:05  Cleo (sample) sends the form",
    "19:15  Cleo (sample) presses [My debrief]",
    "Debrief, seen by Cleo (sample) only:",
    "Tuesday 3 March",
    "09:30  The deadline",
    "Debrief, in #daily-practice:",
    "for the verdict",
    "What a senior answer said",
)


async def played(url: str, library: Library) -> DemoDay:
    console = Console(file=StringIO(), width=80, highlight=False, markup=False, emoji=False)
    screen = Screen(console, zone_named(ZONE), pace=0, names=NAMES)
    clock = FakeClock(STARTS)
    platform = TerminalPlatform(clock, screen.card)
    async with wired(url, Parts((Chat(platform),), clock, library=library)) as house:
        day = DemoDay(house.core, house.settle, platform, clock, screen)
        await day.play()
        await check_rows(day)
    return day


async def check_rows(day: DemoDay) -> None:
    async with day.core.store.work() as work:
        post = await work.posts.named(PostId(int(day.post)))
        assert post is not None
        assert post.state is PostState.CLOSED
        names = {member.person: member.name for member in await work.people.members(post.group)}
        totals = await work.ledger.totals(post.group)
        answered = {
            name for person, name in names.items() if await work.answers.of(post.group, post.id, person)
        }
    assert answered == {NAMES[ref] for ref in (ANA, BEN, CLEO, DEV)}
    told = day.screen.console.file
    assert isinstance(told, StringIO)
    for person, points in totals.items():
        (row,) = [line for line in told.getvalue().splitlines() if line.startswith(f"  │ {names[person]}  ")]
        assert row.split()[-1] == str(points)


def debriefs_to(day: DemoDay, ref: str) -> list[DebriefCard]:
    return [
        landed.card
        for landed in day.platform.landed.values()
        if isinstance(landed.place, Direct)
        and landed.place.account.ref == ref
        and isinstance(landed.card, DebriefCard)
    ]


async def test_the_day_is_played_whole_and_told_truly(database_url: str, library: Library) -> None:
    day = await played(database_url, library)

    cards = [shown.card for shown in day.platform.landed.values() if isinstance(shown.place, InChannel)]
    assert [card.title for card in cards if isinstance(card, ScenarioCard)] == [
        library.get(scenario).title for scenario in (TODAY, TOMORROW)
    ]
    (strong,), (weak,), (stuffed,) = (debriefs_to(day, ref) for ref in (ANA, BEN, DEV))
    assert strong.band.rank >= Band.YES.rank
    assert weak.band.rank <= Band.LEAN_NO.rank
    assert stuffed.band is Band.NO
    assert (strong.flags, stuffed.flags) == ((), ())
    (promise,) = weak.flags
    assert promise.startswith("One sentence promises without a measure: “")
    assert all(card.caution for card in (strong, weak, stuffed))
    told = day.screen.console.file
    assert isinstance(told, StringIO)
    assert told.getvalue().count("What a senior answer said") == 1
    assert day.script.private not in library.get(TODAY).answers.senior.text
    assert debriefs_to(day, CLEO) == []
    assert len(day.platform.marks) == 5


async def test_the_story_is_told_in_order(database_url: str, library: Library) -> None:
    day = await played(database_url, library)

    file = day.screen.console.file
    assert isinstance(file, StringIO)
    told = file.getvalue()
    reached = 0
    for line in STORY:
        found = told.find(line, reached)
        assert found >= 0, f"“{line}” is missing, or comes too early"
        reached = found + len(line)
