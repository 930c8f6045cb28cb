"""Two groups in one workspace, with people in both: no statement and no card mixes them up."""

import re
from collections.abc import AsyncIterator

import pytest

from adapters.main import House
from bot.domain.cards import Note
from bot.domain.happenings import Action, ButtonPressed, FormSent, Source
from bot.domain.ids import ScenarioId
from bot.domain.mode import Mode
from bot.practice.catch_up import catch_up
from bot.practice.lost_installation import installed
from bot.practice.receive import receive
from bot.practice.set_up import Wish, set_up_group
from bot.practice.sweep import tidy
from bot.testing import FakeClock, FakePlatform
from tests.integration.tenant_sql import SCOPED, Listener, listening
from tests.integration.two_groups import Circle

ALLOWED = {
    r"SELECT channels\.id, .* WHERE installations\.platform = ": "the way in: an event finds its group",
    r"SELECT posts\.id, .* WHERE posts\.id = .* AND installations\.platform = ": "a button's post",
    r"SELECT posts\.id, .* WHERE posts\.id = \S+ AND posts\.state != \S+$": "a job's own row",
    r"SELECT memberships\.group_id FROM .* WHERE memberships\.person_id = ": "the way in: a leaver's groups",
    r"SELECT schedules\..* WHERE schedules\.next_post_at [<>]=? ": "the sweep: due schedules of every group",
    r"SELECT weekly_schedules\..* WHERE \(?weekly_schedules\.next_at ": "the sweep: due boards",
    r"WITH due AS ": "the sweep: due rows of every group",
    r"SELECT 'posting\.send' AS nudge WHERE \(SELECT ": "the sweep: whether a row of any kind is due",
    r"SELECT grades\.group_id, .* WHERE grades\.frozen ": "tidying: what was frozen, in every group",
    r"SELECT answers\.id FROM answers WHERE answers\.waits_for = ": "the sweep: whether any answer waits",
    r"WITH RECURSIVE hint AS ": "whose turn it is to be graded, among the groups",
    r"SELECT rounds\..* WHERE rounds\.person_id = \S+ AND rounds\.state IN ": "the way in: a direct message",
    r"SELECT rounds\..* WHERE rounds\.id = \S+ AND rounds\.person_id = ": "the way in: a button's own round",
    r"SELECT round_messages\..* WHERE round_messages\.installation_id = ": "the way in: an edit of words",
    r"SELECT rounds\.scenario_id .* WHERE rounds\.person_id = ": "what a person has seen, in whichever group",
    r"SELECT open_to\.scenario_id FROM ": "what a person ruled on or organises, in whichever group",
    r"SELECT rounds\.started_at .* WHERE rounds\.person_id = ": "how often they rehearse, in whichever group",
    r"SELECT loops\..* WHERE loops\.person_id = \S+ AND loops\.due_at ": "the way in: who is in one",
    r"SELECT loops\..* WHERE loops\.id = \S+ AND loops\.person_id = ": "the way in: a button's own loop",
    r"SELECT loops\..* WHERE loops\.person_id = \S+ AND loops\.id = ": "the way in: a person's own packet",
    r"SELECT loops\.started_at .* WHERE loops\.person_id = ": "how often they begin one, in whichever group",
    r"SELECT own_questions\.asked_at .* WHERE own_questions\.person_id = ": "how often, in whichever group",
    r"SELECT own_questions\.id .* AND own_questions\.event_ref = ": "an event comes once an installation",
    r"SELECT events\.received_at .* WHERE events\.installation_id = ": "how often the forgotten asked there",
    r"SELECT [\w., ]+ FROM (answers|postings|deliveries) WHERE \1\.id = .* SKIP LOCKED$": "a job's own row",
    r"SELECT [\w., ]+ FROM own_questions WHERE own_questions\.id = .* SKIP LOCKED$": "a job's own row",
    r"SELECT [\w., ]+ FROM (rounds|loops) WHERE \1\.id = .* SKIP LOCKED$": "a job's own row",
    r"UPDATE (postings|deliveries) SET state=.* WHERE \1\.id = ": "a job's own row",
    r"WITH taken AS \(UPDATE postings SET .* WHERE postings\.id = ": "a job's own row",
    r"SELECT installations\.platform, .* WHERE answer_messages\.id = ": "a job's own row",
    r"UPDATE answer_messages SET .* WHERE answer_messages\.id = ": "a job's own row",
    r"SELECT channels\.id, .* WHERE channels\.installation_id = ": "what was missed in a whole installation",
    r"SELECT rounds\..* WHERE rounds\.installation_id = ": "what was missed in a whole installation",
    r"UPDATE identities me SET installation_ref = ": "through which installation somebody is reached",
    r"SELECT DISTINCT channels\.group_id FROM .*installation_id = ": "whose organisers a lost one concerns",
}
"""Every other statement on a group's rows names the group. A new line here needs a reason as good."""


@pytest.fixture
async def circles(
    house: House, clock: FakeClock, platform: FakePlatform
) -> AsyncIterator[tuple[Circle, Circle]]:
    """An open group and a sealed one after two full days each; Sam is in both."""
    with listening() as listener:
        alder = Circle(house, clock, platform, listener, "alder", ScenarioId("the-hailstorm"))
        birch = Circle(house, clock, platform, listener, "birch", ScenarioId("no-way-up"))
        clock.at("2026-03-01T12:00")
        await alder.set_up(Mode.OPEN)
        await birch.set_up(Mode.SEALED)
        clock.at("2026-03-02T09:00")
        await house.settle()
        for circle, people in ((alder, ("Ada", "Sam")), (birch, ("Bea", "Sam"))):
            for person in people:
                await circle.lives(person)
        clock.at("2026-03-03T08:30")
        await house.settle()
        for circle, person in ((alder, "Ada"), (birch, "Bea")):
            await circle.ends(person)
        clock.at("2026-03-05T09:00")
        await house.settle()
        for circle, person in ((alder, "Ada"), (birch, "Bea")):
            await circle.looks_up(person)
            await circle.is_organised()
        clock.at("2026-03-06T17:00")
        await house.settle()
        await tidy(house.core)
        await _misses(house, platform)
        yield alder, birch


async def _misses(house: House, platform: FakePlatform) -> None:
    """Two times without hearing, read and asked for; then the app is lost, and comes back."""
    for forgets in (False, True):
        platform.forgets = forgets
        since = platform.clock.now()
        platform.clock.forward(minutes=5)
        await catch_up(house.core, platform.name, platform.installation_ref, since)
        await house.settle()
    await receive(house.core, platform.loses())
    platform.lost = ""
    await installed(house.core, platform.name, platform.installation_ref, "A workspace")
    await house.settle()


async def test_no_statement_and_no_card_mixes_up_two_groups(
    circles: tuple[Circle, Circle], platform: FakePlatform
) -> None:
    """In one test, for the walk takes as long as all others here together."""
    _every_statement_names_its_group(circles[0].listener)
    _the_walk_meets_every_table_and_every_exception(circles[0].listener)
    _no_card_shows_one_group_what_belongs_to_the_other(circles, platform)


def _every_statement_names_its_group(listener: Listener) -> None:
    strays = {
        s for s in listener.unscoped() if not any(re.match(allowed, s, re.IGNORECASE) for allowed in ALLOWED)
    }
    assert strays == set()
    assert listener.strayed == []


def _the_walk_meets_every_table_and_every_exception(listener: Listener) -> None:
    """Or it would be found clean by walking past."""
    heard = listener.statements
    assert [table for table in SCOPED if not any(re.search(rf"\b{table}\b", s) for s in heard)] == []
    assert [
        allowed for allowed in ALLOWED if not any(re.match(allowed, s, re.IGNORECASE) for s in heard)
    ] == []


def _no_card_shows_one_group_what_belongs_to_the_other(
    circles: tuple[Circle, Circle], platform: FakePlatform
) -> None:
    for mine, other, only_here in ((*circles, "Ada"), (*circles[::-1], "Bea")):
        theirs = mine.house.core.library.get(other.scenario).title
        seen = [*platform.in_channel(mine.name), *platform.in_thread(mine.name)]
        here = [repr(s.card) for s in (*seen, *platform.in_channel(f"{mine.name}-2"))]
        private = [repr(card) for card in platform.told(platform.account(only_here))]
        answered = [card for _, card in mine.shown]
        assert min(len(here), len(private), len(answered)) > 1
        assert [card for card in (*here, *private, *answered) if other.name in card or theirs in card] == []


async def test_the_same_words_in_two_groups_are_nobodys_copy(
    house: House, clock: FakeClock, platform: FakePlatform
) -> None:
    words = (
        "We switch it off, write to everyone whom it misled, and two people read the logs of the last week."
    )
    with listening() as listener:
        circles = [
            Circle(house, clock, platform, listener, name, ScenarioId("no-way-up"))
            for name in ("elmgrove", "firhollow")
        ]
        clock.at("2026-03-01T12:00")
        for circle in circles:
            await circle.set_up(Mode.OPEN)
        clock.at("2026-03-02T09:00")
        await house.settle()
        for circle, ref in zip(circles, ("Cal", "Dov"), strict=True):
            clock.forward(seconds=5)
            account = platform.account(ref)
            await receive(house.core, platform.fills(account, circle.subject, words))
            await receive(house.core, platform.press(account, Action.GRADE_ME, circle.subject))
            await house.settle()
    for ref in ("Cal", "Dov"):
        (card,) = platform.told(platform.account(ref))
        assert "+10 on time" in repr(card)
        assert "nearly the same" not in repr(card)


@pytest.mark.parametrize("installation", ["T2", "T-unknown"])
@pytest.mark.parametrize("action", list(Action))
async def test_another_workspace_cannot_name_a_groups_post(
    house: House, clock: FakeClock, platform: FakePlatform, action: Action, installation: str
) -> None:
    post, before = await _two_workspaces(house, clock, platform)
    stranger = platform.account("Stranger")
    source = Source(platform.name, installation, "press-1")
    subject = f"{post}/study/m-1" if action is Action.USE_AS_ANSWER else post
    card = await receive(house.core, ButtonPressed(source, stranger, action, subject, clock.now()))
    assert isinstance(card, Note)
    assert "Nothing was changed" in card.text
    assert card.buttons == ()
    assert await _people(house) == before


async def test_another_workspace_cannot_send_a_form(
    house: House, clock: FakeClock, platform: FakePlatform
) -> None:
    post, before = await _two_workspaces(house, clock, platform)
    source = Source(platform.name, "T2", "form-1")
    form = FormSent(source, platform.account("Stranger"), post, "My long text, to keep.", clock.now())
    card = await receive(house.core, form)
    assert isinstance(card, Note)
    assert card.text.endswith("nothing was stored. Your text, to copy:\n\nMy long text, to keep.")
    assert await _people(house) == before


@pytest.mark.parametrize(
    "subject", ["", "0", "-1", "9" * 30, "9" * 5_000, "\u0661", "1 or 1=1", "1\x00", "/", "1/2/3/4"]
)
async def test_a_button_that_names_nothing_is_answered_kindly(
    house: House, clock: FakeClock, platform: FakePlatform, subject: str
) -> None:
    await _two_workspaces(house, clock, platform)
    for action in Action:
        card = await receive(house.core, platform.press(platform.account("Ada"), action, subject))
        assert isinstance(card, Note)
        assert "Nothing was changed" in card.text


async def _two_workspaces(house: House, clock: FakeClock, platform: FakePlatform) -> tuple[str, list[str]]:
    clock.at("2026-03-01T12:00")
    for installation in (platform.installation_ref, "T2"):
        organiser = platform.account(f"organiser-{installation}")
        await set_up_group(
            house.core, Wish("Group", platform.name, installation, f"study-{installation}", organiser, "UTC")
        )
    clock.at("2026-03-02T09:00")
    await house.settle()
    (seen,) = platform.in_channel(f"study-{platform.installation_ref}")
    return re.findall(r"subject='(\d+)'", repr(seen.card))[0], await _people(house)


async def _people(house: House) -> list[str]:
    async with house.core.store.engine.begin() as connection:
        rows = await connection.exec_driver_sql(
            "select g.id || ':' || p.name from memberships m join persons p on p.id = m.person_id"
            " join groups g on g.id = m.group_id order by 1"
        )
        return [str(name) for name in rows.scalars()]
