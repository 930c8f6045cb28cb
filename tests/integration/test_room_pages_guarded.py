"""What careless or hostile requests can't do to the room's pages, and what stays of somebody's words."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.web.room.parts import parts_of
from adapters.web.room.stream import Streams
from adapters.web.room.values import Line, Spot, direct
from bot.domain.cards import FileCard, Note
from tests.contract.cards import a_board, a_scenario
from tests.fakes.served_room import PageRead, ServedRoom, served_room

SECRET = "My number is 555-0199."
OF_ANOTHER_SITE = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}


@pytest.fixture
async def served() -> AsyncIterator[ServedRoom]:
    async with served_room() as it:
        yield it


async def a_root_of_anas(served: ServedRoom) -> Line:
    await served.it.acts.say("ana", served.it.root, SECRET)
    return served.it.room.lines(served.it.root, "ana")[-1]


async def test_no_page_holds_two_elements_of_one_id(served: ServedRoom) -> None:
    it, room = served.it, served.it.room
    roots = [served.posted(a_scenario("Yesterday.")), served.posted(a_scenario()), served.posted(a_board())]
    served.posted(FileCard("a.json", "text/html", b"<p>", "Everyone's."))
    roots.append((await a_root_of_anas(served)).ref)
    for root in roots:
        for member in ("you", "ana"):
            await it.acts.say(member, Spot(room.channel, root), "I would stop it.")
            room.put(Spot(room.channel, root), None, card=Note("Psst."), only_for=member)

    for viewer in ("you", "ana"):
        for path in ("", "/direct", *(f"/thread/{root}" for root in roots)):
            page = await served.page(f"/room/{viewer}{path}")
            assert len(set(page.ids)) == len(page.ids), path


async def test_what_a_thread_hangs_from_is_shown_as_it_is_now(served: ServedRoom) -> None:
    root = await a_root_of_anas(served)
    part = f"original:{root.ref}"

    async def shown() -> tuple[str, str]:
        """In the page that is loaded, and in one that has been open since before."""
        told = await parts_of(served.pages.eyes("you"), served.pages.beside, root)
        return (await served.client.get(f"/room/you/thread/{root.ref}")).text, told[part]

    page, told = await shown()
    assert page.count(SECRET) == 3  # in its list, as it is read out there, and above its thread
    assert f'data-part="{part}"' in page
    assert SECRET in told
    await served.it.acts.edit("ana", root.ref, "Call me.")
    assert [SECRET in text for text in await shown()] == [False, False]
    assert "Call me." in (await shown())[1]

    await served.it.acts.delete("ana", root.ref)

    page, told = await shown()
    assert "Call me." not in page + told
    assert "deleted" in told


@pytest.mark.parametrize("at", ["thread:no-such-line", "thread:", "\x00<script>", "", "thread:whispered"])
async def test_a_refused_text_finds_a_field_wherever_it_was_sent_from(served: ServedRoom, at: str) -> None:
    served.posted(a_scenario())
    if at == "thread:whispered":
        at = f"thread:{served.it.room.put(served.it.root, None, card=Note('Psst.'), only_for='you').ref}"
    text = "Precious. " * 2_001

    answer = await served.post("/room/you/say", at=at, text=text)

    assert answer.status_code == 422
    assert answer.text.count(f">\n{text}</textarea>") == 1
    assert "nothing is lost" in PageRead(answer.text).text


async def test_words_for_a_thread_that_is_gone_are_given_back(served: ServedRoom) -> None:
    root = await a_root_of_anas(served)
    await served.it.acts.delete("ana", root.ref)

    answer = await served.post("/room/you/say", at=f"thread:{root.ref}", text="Precious.")
    live = await served.live("/room/you/say", at=f"thread:{root.ref}", text="Precious.")

    assert (answer.status_code, live.status_code) == (422, 422)
    assert ">\nPrecious.</textarea>" in answer.text
    assert "was deleted, so nothing was sent" in PageRead(answer.text).text
    assert "was deleted, so nothing was sent" in live.text


async def test_words_of_a_form_that_no_scenario_takes_are_given_back_in_private(served: ServedRoom) -> None:
    answer = await served.post("/room/you/form/unknown", text="Precious.")

    assert answer.status_code == 422
    page = PageRead(answer.text)
    assert ">\nPrecious.</textarea>" in answer.text
    assert ("for", "say-direct") in page.attributes
    assert "nothing was sent" in page.text


@pytest.mark.parametrize("referer", ["http://[", "//[::1", "http://[/room/you/direct"])
async def test_a_referer_that_cant_be_read_is_none(served: ServedRoom, referer: str) -> None:
    headers = {"Referer": referer}

    answer = await served.client.post("/room/you/clock", data={"jump": "quiet"}, headers=headers)

    assert (answer.status_code, answer.headers["location"]) == (303, "/room/you")


@pytest.mark.parametrize("button", ["0", "0 ", "00"])
async def test_a_button_is_pressed_by_what_it_says(served: ServedRoom, button: str) -> None:
    thread = served.posted(a_scenario())

    answer = await served.post(f"/room/you/press/{thread}", button=button)

    assert answer.status_code == 409
    assert "That button is gone" in answer.text
    assert served.it.heard == []


@pytest.mark.parametrize(
    ("headers", "reads"),
    [
        ({}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        (OF_ANOTHER_SITE, False),
    ],
)
async def test_no_other_site_reads_direct_messages_for_somebody(
    served: ServedRoom, headers: dict[str, str], *, reads: bool
) -> None:
    served.it.room.put(direct("you"), None, card=Note("For you."))

    assert (await served.client.get("/room/you/direct", headers=headers)).status_code == 200

    assert ("Direct messages 1 new" in (await served.page("/room/you")).text) is not reads


async def test_no_other_site_listens(served: ServedRoom) -> None:
    ref = served.it.room.put(direct("you"), None, card=Note("For you.")).ref
    served.pages.streams.end()

    answer = await served.client.get(f"/room/you/events?at=direct&room={ref}", headers=OF_ANOTHER_SITE)

    assert answer.status_code == 403
    assert "Direct messages 1 new" in (await served.page("/room/you")).text


async def test_so_many_pages_listen_and_no_more(served: ServedRoom) -> None:
    path = f"/room/you/events?room={served.posted(a_scenario())}"
    streams = served.pages.streams
    most = Streams().most
    listening = [asyncio.create_task(served.client.get(path)) for _ in range(most)]
    for _ in range(1_000):
        await asyncio.sleep(0)  # each begins as soon as it gets its turn
    assert streams.open == most

    refused = await served.client.get(path)

    assert refused.status_code == 503
    assert "pages are open" in refused.text
    assert refused.headers["retry-after"]
    assert streams.open == most
    for one in listening:
        one.cancel()
    await asyncio.gather(*listening, return_exceptions=True)
    assert streams.open == 0
    streams.end()
    assert (await served.client.get(path)).status_code == 200
