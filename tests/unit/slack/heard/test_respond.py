"""Answers go to Slack alone, whoever names an address for them; and what can't be sent is said."""

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.slack.access import API
from adapters.slack.heard.asker import Asker
from adapters.slack.heard.respond import is_slacks
from adapters.slack.heard.show import LATER, NOT_SENT, SENT_DIRECTLY, Show
from bot.domain.cards import FileCard, Note
from bot.errors import Defect, RetryLater, UserMustAct
from bot.testing import FakeClock, FakePlatform
from tests.unit.slack.heard.test_names import People

FILE = FileCard("export.json", "application/json", b"{}", "Everything that I know of you.")
FAKE = "http://127.0.0.1:4711/api/"


@pytest.mark.parametrize(
    ("url", "api"),
    [
        ("https://hooks.slack.com/commands/T1/2/3", API),
        ("https://hooks.slack.com/commands/T1/2/3", "http://proxy.internal:8080/api/"),
        ("https://hooks.slack-gov.com/actions/T1/2/3", "https://slack-gov.com/api/"),
        ("http://127.0.0.1:4711/hooks/1", FAKE),
    ],
)
def test_an_address_of_slacks(url: str, api: str) -> None:
    assert is_slacks(url, api)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hooks.slack.com/commands",
        "http://hooks.slack.com/commands/1",
        "https://hooks.slack.com.example.org/1",
        "https://example.org/hooks.slack.com",
        "https://hooks.slack.com@example.org/1",
        "https://hooks.slack.com:8443/1",
        "https://user:word@hooks.slack.com/1",
        "http://127.0.0.1:5432/hooks/1",
        "http://169.254.169.254/latest",
        "https://[::1/1",
        "http://127.0.0.1:port/1",
    ],
)
def test_any_other_address(url: str) -> None:
    assert not is_slacks(url, API)
    assert not is_slacks(url, FAKE)


async def test_nothing_is_told_to_anybody_else() -> None:
    heard: list[str] = []

    async def listen(request: web.Request) -> web.Response:
        heard.append(request.path)
        return web.Response()

    app = web.Application()
    app.router.add_post("/hook", listen)
    async with TestServer(app) as server:
        it = asker(response_url=str(server.make_url("/hook")))
        platform = FakePlatform(FakeClock())
        await Show(People(), platform).card(Note("A debrief."), it)
        assert heard == []
        assert platform.told(it.account) == [Note("A debrief.")]

        await Show(People(), platform, str(server.make_url("/api/"))).card(Note("A debrief."), it)
        assert heard == ["/hook"]


def asker(channel_ref: str = "", response_url: str = "") -> Asker:
    who = FakePlatform(FakeClock()).account("U1")
    return Asker(who, "k", channel_ref=channel_ref, response_url=response_url)


async def told(platform: FakePlatform) -> list[str]:
    """What the asker of a file was told in the channel."""
    await Show(People(), platform).card(FILE, asker(channel_ref="C1"))
    cards = platform.told(asker().account)
    return [card.text for card in cards if isinstance(card, Note)]


async def test_a_file_that_was_sent_is_said_to_be() -> None:
    platform = FakePlatform(FakeClock())

    assert await told(platform) == [SENT_DIRECTLY.text]


@pytest.mark.parametrize(
    ("trouble", "says"),
    [
        (UserMustAct("I lack the permission files:write."), "Slack doesn't let me send files"),
        (RetryLater("Slack is away."), LATER),
        (Defect("The file is odd."), "Slack doesn't let me send files"),
    ],
)
async def test_a_file_that_could_not_be_sent_is_said_not_to_be(trouble: Exception, says: str) -> None:
    platform = FakePlatform(FakeClock())
    platform.before_landing.append(trouble)

    (words,) = await told(platform)

    assert words.startswith(NOT_SENT)
    assert says in words


async def test_whoever_takes_no_direct_messages_is_told_so_where_they_asked() -> None:
    platform = FakePlatform(FakeClock())
    platform.closed_to.add("U1")

    (words,) = await told(platform)

    assert "Direct messages are closed." in words
    assert "ask me once more" in words
