"""Who may begin a group in Slack, and who joins one; and channels that two workspaces share."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from adapters.slack.speak.who import AGAIN, CONVERSATION, GUEST, NOT_IN_IT, SHARED, STRANGER
from adapters.web.serve import Serve, address, listen
from bot.domain.happenings import Account
from bot.domain.mode import Mode
from bot.errors import UserMustAct
from bot.library.library import Library
from bot.testing import FakeClock
from tests.fakes.slack import faults
from tests.fakes.slack.server import Channel, Member
from tests.fakes.slack_heard import Workspace, until
from tests.integration.slack.heard_stage import TRANSPORTS, WORDS, Day, a_day, comes_true, posted_day
from tests.integration.slack.install_stage import Many, many_workspaces
from tests.integration.slack.speak_stage import Speaking, account, speaking
from tests.integration.typed_in_chat import counts

BOTH = pytest.mark.parametrize("transport", TRANSPORTS)
SETUP = "setup 09:30 Europe/Lisbon mon-fri open"


@pytest.fixture
async def at(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[Speaking]:
    async with speaking(database_url, clock, library) as made:
        yield made


async def refusal(at: Speaking, channel: Channel, who: Member) -> str:
    with pytest.raises(UserMustAct) as refused:
        await at.slack.platform.check_home(at.team.id, channel.id, account(who))
    return refused.value.message


async def test_a_group_lives_where_the_bot_is_and_a_full_member_asks(at: Speaking) -> None:
    await at.slack.platform.check_home(at.team.id, at.practice.id, account(at.ada))


async def test_where_the_bot_is_not_it_asks_to_be_invited(at: Speaking) -> None:
    for private in (True, False):
        lobby = at.server.channel(at.team, "lobby", at.ada, private=private)
        assert await refusal(at, lobby, at.ada) == NOT_IN_IT


async def test_a_conversation_is_no_channel(at: Speaking) -> None:
    assert await refusal(at, at.server.direct(at.ada), at.ada) == CONVERSATION


async def test_a_conversation_between_a_few_is_no_channel(at: Speaking) -> None:
    few = at.server.channel(at.team, "mpdm-ada--bo-1", at.ada, at.install.bot, private=True)
    few.several = True
    assert await refusal(at, few, at.ada) == CONVERSATION


async def test_where_another_workspace_is_invited_nobody_begins_one(at: Speaking) -> None:
    """They may accept at any moment."""
    at.practice.invited.add(at.server.workspace("Ibis Study").id)
    assert await refusal(at, at.practice, at.ada) == SHARED


async def test_somebody_whom_the_app_sees_nowhere_else_begins_no_group(at: Speaking) -> None:
    at.ada.stranger = True
    assert await refusal(at, at.practice, at.ada) == STRANGER


@pytest.mark.parametrize("whole", [True, False], ids=["installed in all of it", "installed in one"])
async def test_workspaces_of_one_organisation_share_a_channel(
    database_url: str, clock: FakeClock, library: Library, *, whole: bool
) -> None:
    """It is no other's where the app is installed in all of it."""
    async with many_workspaces(database_url, clock, library) as many:
        heron, ibis = (many.server.workspace(name, enterprise_id="E0AAAA") for name in ("Heron", "Ibis"))
        owner = many.server.member(heron, "Owner")
        await many.installs(owner, org=whole)
        install = many.server.install_of(heron)
        assert install is not None
        practice = many.server.channel(heron, "practice", owner, install.bot)
        many.server.shares(practice, ibis, told_through=heron)
        ref = "E0AAAA" if whole else heron.id
        asked = many.slack.platform.check_home(ref, practice.id, account(owner))
        if whole:
            await asked
            return
        with pytest.raises(UserMustAct) as refused:
            await asked
        assert refused.value.message == SHARED


@pytest.mark.parametrize("guest", ["of several channels", "of one channel"])
async def test_a_guest_begins_no_group(at: Speaking, guest: str) -> None:
    at.ada.guest = guest  # type: ignore[assignment]  # one of the two
    assert await refusal(at, at.practice, at.ada) == GUEST


async def test_in_a_channel_of_two_workspaces_nobody_begins_one(at: Speaking) -> None:
    other = at.server.workspace("Ibis Study")
    eve = at.server.member(other, "Eve")
    at.server.shares(at.practice, other, eve, told_through=at.team)
    assert await refusal(at, at.practice, at.ada) == SHARED
    at.practice.shared_with.clear()
    at.team.members[eve.id] = eve  # they are in another shared channel
    assert await refusal(at, at.practice, eve) == STRANGER


async def test_who_is_in_a_channel_is_asked_once_for_many(at: Speaking) -> None:
    platform, ada = at.slack.platform, account(at.ada)
    many = await asyncio.gather(*(platform.is_in(at.team.id, at.practice.id, ada) for _ in range(20)))
    assert many == [True] * 20
    assert at.calls("conversations.members") == 1

    bo = at.server.member(at.team, "Bo")
    assert await platform.is_in(at.team.id, at.practice.id, account(bo)) is False
    assert at.calls("conversations.members") == 1
    at.practice.members.add(bo.id)
    at.clock.instant += AGAIN
    assert await platform.is_in(at.team.id, at.practice.id, account(bo)) is True

    at.server.slips_out(at.ada, at.practice)
    at.clock.forward(minutes=1)
    assert await platform.is_in(at.team.id, at.practice.id, ada) is False


async def test_nobody_is_missed_on_a_later_page(at: Speaking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.slack.speak.who.PAGE", 2)
    crowd = [at.server.member(at.team, f"Member {number}") for number in range(7)]
    at.practice.members.update(member.id for member in crowd)
    for member in crowd:
        assert await at.slack.platform.is_in(at.team.id, at.practice.id, account(member)) is True
    assert at.calls("conversations.members") == 5

    monkeypatch.setattr("adapters.slack.speak.who.MOST_PAGES", 2)
    at.clock.forward(minutes=1)
    stranger = at.server.member(at.team, "Bo")
    assert await at.slack.platform.is_in(at.team.id, at.practice.id, account(stranger)) is None


@BOTH
async def test_setup_where_the_bot_is_not_makes_nothing_and_says_so(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport) as day:
        lobby = day.slack.channel(day.place.team, "lobby", day.ada, private=True)
        for words in ("setup", SETUP):
            await day.slack.types_command(day.ada, lobby, "/debrief-admin", words)
        await until(lambda: len(day.slack.messages(lobby, day.ada)) == 2, "both were answered")
        for one in day.slack.messages(lobby, day.ada):
            assert "I can't post in this channel, so nothing was changed. I'm not in it" in one.words
            assert "/invite @Debrief" in one.words
        assert day.slack.modal(day.ada) is None
        assert await counts(day.house, "groups") == [1]

        lobby.members.add(day.place.install.bot.id)
        await day.slack.types_command(day.ada, lobby, "/debrief-admin", SETUP)
        assert await counts(day.house, "groups") == [2]


@BOTH
async def test_an_old_card_brings_nobody_back_who_is_out_of_the_channel(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport, mode=Mode.SEALED) as day:
        ben = day.place.member("U0BEN", "Ben")
        await day.presses("Answer privately", ben)
        await until(lambda: day.slack.modal(ben) is not None, "the form is open")
        day.slack.slips_out(ben, day.place.channel)
        await day.slack.submits(ben, {"Your answer": WORDS})

        shown = day.slack.modal(ben)
        assert shown is not None
        assert "You are in no channel of this group" in shown.words
        assert WORDS in shown.words
        assert not await day.called(ben)


@BOTH
async def test_what_was_typed_stays_in_the_form_while_slack_cannot_say_who_is_in(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport, mode=Mode.SEALED) as day:
        await day.presses("Answer privately")
        await until(lambda: day.slack.modal(day.ada) is not None, "the form is open")
        day.slack.faults.call("conversations.members", faults.status(503), times=3)
        await day.slack.submits(day.ada, {"Your answer": WORDS})
        shown = day.slack.modal(day.ada)
        assert shown is not None
        assert "try again" in " ".join(shown.errors.values())

        await day.slack.submits(day.ada)
        assert await day.kept() == WORDS


@BOTH
async def test_the_home_of_somebody_forgotten_is_empty(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport) as day:
        await day.answers()
        await day.slack.opens_home(day.ada)
        await until(lambda: "Mornings" in home_of(day), "it was shown")
        await day.types("forget-me now")
        assert "Mornings" not in home_of(day)
        assert "Welcome to Debrief" in home_of(day)


def home_of(day: Day) -> str:
    shown = day.slack.home(day.ada)
    return f"{shown.title} {shown.words}" if shown else ""


@asynccontextmanager
async def served(many: Many) -> AsyncIterator[None]:
    stop, bound = asyncio.Event(), listen("127.0.0.1", 0)
    many.server.app.at(address(bound))
    working = asyncio.ensure_future(Serve(many.web, bound, 2.0)(stop))
    try:
        yield
    finally:
        stop.set()
        await working
        bound.close()


async def test_what_is_told_in_another_workspaces_name_reaches_the_channels_group(
    database_url: str, clock: FakeClock, library: Library
) -> None:
    async with many_workspaces(database_url, clock, library) as many, served(many):
        heron, ibis = (many.server.workspace(name) for name in ("Heron Study", "Ibis Study"))
        for team in (heron, ibis):
            await many.installs(many.server.member(team, "Owner"))
        install = many.server.install_of(heron)
        assert install is not None
        practice = many.server.channel(heron, "practice", install.bot)
        place = Workspace(many.server, heron, install, practice)
        ada, eve = place.member("U0ADA", "Ada"), many.server.member(ibis, "Eve")
        post, root = await posted_day(many.house, place, clock)

        many.server.shares(practice, ibis, eve, many.server.bot_of(ibis), told_through=ibis)
        for member in (ada, eve):
            await many.server.posts(member, practice, WORDS, thread=root)
        await many.server.posts(ada, practice, "@Debrief help", thread=root)

        async def both_answered() -> bool:
            async with many.house.core.store.work() as work:
                known = [await work.people.known(Account("slack", heron.id, one.id)) for one in (ada, eve)]
                return all([who and await work.answers.of(post.group, post.id, who) for who in known])

        await comes_true(both_answered, "both answers are kept")
        await until(
            lambda: [one for one in many.server.messages(practice, ada) if one.whispered] != [],
            "the mention was answered",
        )
