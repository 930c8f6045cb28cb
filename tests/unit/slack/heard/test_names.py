"""Who takes part is looked up, once a day; nobody else ever is."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from adapters.slack.heard import known_bots
from adapters.slack.heard import names as names_of
from adapters.slack.heard.known_bots import GOOD_FOR, KnownBots
from adapters.slack.heard.nameless import AT_A_TIME, Nameless
from adapters.slack.heard.names import AT_ONCE, MOST_WAITING, Names, called
from adapters.slack.speak.tokens import BotToken
from bot.domain.happenings import Account
from bot.domain.ids import PersonId
from bot.errors import InstallationGone, RetryLater
from bot.testing import FakeClock

ANA = Account("slack", "T1", "U1", "ana")


@dataclass(slots=True)
class People:
    members: set[str] = field(default_factory=lambda: {"U1"})
    asked: list[str] = field(default_factory=list)
    learnt: list[tuple[str, str]] = field(default_factory=list)
    troubles: list[Exception] = field(default_factory=list)
    clock: FakeClock = field(default_factory=FakeClock)
    stuck: dict[str, asyncio.Event] = field(default_factory=dict)
    """Installations that don't answer until then."""

    async def call(self, installation: str, method: str, /, **arguments: Any) -> Mapping[str, Any]:
        assert method == "users.info"
        self.asked.append(arguments["user"])
        if installation in self.stuck:
            await self.stuck[installation].wait()
        if self.troubles:
            raise self.troubles.pop()
        return {"ok": True, "user": {"id": arguments["user"], "profile": {"display_name": "Ana M."}}}

    async def takes_part(self, account: Account) -> bool:
        return account.ref in self.members

    async def learn(self, account: Account, name: str) -> None:
        self.learnt.append((account.ref, name))

    def names(self) -> Names:
        return Names(self, self.takes_part, self.learn, self.clock.now)


async def test_a_member_is_looked_up_once_a_day() -> None:
    people = People()
    names = people.names()

    for _ in range(3):
        await names.of(ANA)
    people.clock.forward(hours=24)
    await names.of(Account("slack", "T1", "U1", "by another name"))

    assert people.learnt == [("U1", "Ana M.")] * 2


async def test_nobody_is_looked_up_before_they_take_part() -> None:
    people = People(members=set())
    names = people.names()
    await names.of(ANA)
    assert not people.asked

    people.members.add("U1")
    await names.of(ANA)
    assert people.learnt == [("U1", "Ana M.")]


async def test_a_name_that_could_not_be_learnt_is_asked_for_again() -> None:
    people = People(troubles=[RetryLater("Slack is away.")])
    names = people.names()
    with pytest.raises(RetryLater):
        await names.of(ANA)
    for _ in range(3):
        await names.of(ANA)
    assert people.asked == ["U1"]

    people.clock.forward(minutes=1)
    await names.of(ANA)
    assert people.learnt == [("U1", "Ana M.")]


async def test_many_messages_at_once_ask_for_one_name_once() -> None:
    people = People()
    names = people.names()

    await asyncio.gather(*(names.of(ANA) for _ in range(20)))

    assert people.asked == ["U1"]


async def test_a_slow_installation_keeps_no_others_members_waiting() -> None:
    people = People(members={f"U{number}" for number in range(2_000)}, stuck={"T1": asyncio.Event()})
    names = people.names()
    slow = [asyncio.ensure_future(names.of(Account("slack", "T1", f"U{n}"))) for n in range(1_000)]
    await asyncio.sleep(0)

    await asyncio.gather(*(names.of(Account("slack", "T2", f"U{n}")) for n in range(1_000, 1_010)))

    assert people.learnt == [(f"U{n}", "Ana M.") for n in range(1_000, 1_010)]
    assert people.asked[:AT_ONCE] == ["U0", "U1"]
    people.stuck["T1"].set()
    await asyncio.gather(*slow)
    assert len(people.asked) == MOST_WAITING + 10
    await names.of(Account("slack", "T1", "U999"))
    assert people.learnt[-1] == ("U999", "Ana M.")


async def test_no_more_names_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names_of, "MOST_KEPT", 3)
    refs = [f"U{number}" for number in range(5)]
    people = People(members=set(refs))
    names = people.names()
    for ref in refs:
        await names.of(Account("slack", "T1", ref))
    assert len(names._looked_up) == 3

    for ref in (*refs[2:], "U0"):
        await names.of(Account("slack", "T1", ref))
    assert people.asked == [*refs, "U0"]
    assert not names._turns
    assert not names._waiting
    assert not names._under_way


async def test_no_more_lookups_that_failed_are_kept_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names_of, "MOST_KEPT", 3)
    refs = [f"U{number}" for number in range(5)]
    people = People(members=set(refs), troubles=[RetryLater("Later.")] * 5)
    names = people.names()
    await names.of_many(Account("slack", "T1", ref) for ref in refs)

    assert len(names._failed) == 3


async def test_no_more_wait_in_all_installations_than_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(names_of, "MOST_UNDER_WAY", 4)
    stuck = {f"T{number}": asyncio.Event() for number in range(6)}
    people = People(stuck=stuck)
    names = people.names()
    waiting = [asyncio.ensure_future(names.of(Account("slack", team, "U1"))) for team in stuck]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert len(names._under_way) == 4

    for event in stuck.values():
        event.set()
    await asyncio.gather(*waiting)
    assert len(people.learnt) == 4


@dataclass(slots=True)
class Unnamed:
    people: int
    asked: list[int] = field(default_factory=list)

    async def found(self, after: int, most: int) -> list[tuple[PersonId, Account]]:
        self.asked.append(after)
        rest = range(after + 1, self.people + 1)[:most]
        return [(PersonId(number), Account("slack", "T1", f"U{number}")) for number in rest]


async def test_whoever_has_no_name_yet_has_their_turn_though_others_never_get_one() -> None:
    people = People(
        members={f"U{number}" for number in range(1_000)}, troubles=[RetryLater("Limited.")] * 250
    )
    unnamed = Unnamed(people=AT_A_TIME + 50)
    nameless = Nameless(people.names(), unnamed.found)

    for _ in range(2):
        await nameless.learn_some()
    assert not people.learnt
    people.clock.forward(minutes=10)
    for _ in range(2):
        await nameless.learn_some()

    assert unnamed.asked == [0, AT_A_TIME, 0, AT_A_TIME]
    assert {ref for ref, _ in people.learnt} == {f"U{number}" for number in range(1, AT_A_TIME + 51)}


@pytest.mark.parametrize(
    ("user", "name"),
    [
        ({"profile": {"display_name": " ana ", "real_name": "Ana M."}, "name": "am"}, "ana"),
        ({"profile": {"display_name": "", "real_name": "Ana M."}, "name": "am"}, "Ana M."),
        ({"real_name": "Ana M.", "name": "am"}, "Ana M."),
        ({"profile": None, "name": "am"}, "am"),
        ({}, ""),
    ],
)
def test_what_somebody_is_called(user: dict[str, Any], name: str) -> None:
    assert called(user) == name


@dataclass(slots=True)
class Bots:
    asked: int = 0
    troubles: list[Exception] = field(default_factory=list)

    async def of(self, installation_ref: str) -> BotToken:
        self.asked += 1
        if self.troubles:
            raise self.troubles.pop()
        return BotToken(installation_ref, "xoxb-1", "B1", "U0BOT")


@dataclass(slots=True)
class Elapsed:
    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


async def test_who_the_bot_is_is_kept_at_hand_for_a_while() -> None:
    bots, elapsed = Bots(), Elapsed()
    known = KnownBots(bots, elapsed)

    for _ in range(3):
        bot = await known.of("T1")
        assert bot is not None
        assert bot.bot_user_id == "U0BOT"
    assert bots.asked == 1
    await known.of("T2")
    elapsed.seconds = GOOD_FOR
    await known.of("T1")
    assert bots.asked == 3


async def test_many_events_at_once_ask_once_who_the_bot_is() -> None:
    bots, elapsed = Bots(), Elapsed()
    known = KnownBots(bots, elapsed)
    for asked in (1, 2):
        found = await asyncio.gather(*(known.of("T1") for _ in range(20)))
        assert {bot and bot.bot_user_id for bot in found} == {"U0BOT"}
        assert bots.asked == asked
        elapsed.seconds += GOOD_FOR


async def test_trouble_of_one_asking_is_told_to_all_who_waited_and_to_nobody_after() -> None:
    bots = Bots(troubles=[RetryLater("Later.")])
    known = KnownBots(bots)

    found = await asyncio.gather(*(known.of("T1") for _ in range(3)), return_exceptions=True)

    assert [type(one) for one in found] == [RetryLater] * 3
    assert await known.of("T1") is not None


async def test_no_more_bots_are_kept_at_hand_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_bots, "MOST_KEPT", 3)
    bots = Bots()
    known = KnownBots(bots)
    for number in range(5):
        await known.of(f"T{number}")
    assert len(known._known) == 3

    for number in (2, 3, 4):
        await known.of(f"T{number}")
    assert bots.asked == 5
    await known.of("T1")
    assert bots.asked == 6


async def test_where_it_is_installed_no_more_is_asked_anew_each_time() -> None:
    bots = Bots(troubles=[InstallationGone("Gone.")])
    known = KnownBots(bots)

    assert await known.of("T1") is None
    assert await known.of("T1") is not None


async def test_while_that_can_not_be_known_nothing_is_decided() -> None:
    known = KnownBots(Bots(troubles=[RetryLater("Later.")]))

    with pytest.raises(RetryLater):
        await known.of("T1")
