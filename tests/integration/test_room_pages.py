"""What the pages of the room show, and to whom, without a script."""

import re
from collections.abc import AsyncIterator
from datetime import date

import pytest

from adapters.web.paper.printer import POLICY, PaperPrinter
from adapters.web.room.values import Spot, direct
from adapters.web.room.views import NextStep
from bot.domain.card_parts import Button, Picture
from bot.domain.cards import FileCard, Note, QuestionCard
from bot.domain.committee import decide
from bot.domain.forms import AnswerForm
from bot.domain.happenings import Action, ButtonPressed
from bot.domain.mode import Privacy
from bot.practice.committee.tell import tell
from tests.contract.cards import a_board, a_debrief, a_packet, a_scenario, every_card
from tests.fakes.interviews import unread
from tests.fakes.served_room import ServedRoom, served_room

WICKED = '</textarea></p><script>alert(1)</script>" onfocus="alert(1) {{ 7 * 7 }} & &amp; \u202eturned\x1b[2J'


@pytest.fixture
async def served() -> AsyncIterator[ServedRoom]:
    async with served_room() as it:
        yield it


async def test_the_start_is_ones_own_channel(served: ServedRoom) -> None:
    answer = await served.client.get("/")

    assert (answer.status_code, answer.headers["location"]) == (303, "/room/you")


async def test_an_empty_room_says_what_comes(served: ServedRoom) -> None:
    channel, private = await served.page("/room/you"), await served.page("/room/you/direct")

    assert "No scenario yet." in channel.text
    assert "Your debrief comes here after Grade me." in private.text
    assert "Mornings" in channel.text


async def test_a_channel_shows_todays_scenario_whole_and_folds_the_ones_before(served: ServedRoom) -> None:
    served.posted(a_scenario("Yesterday."))
    today = served.posted(a_scenario("Today."))

    page = await served.page("/room/you")

    assert re.search(r'<article class="line scenario past"[^>]*>\s*<details', page.html)
    assert f'<article class="line scenario today" id="line-{today}"' in page.html
    assert page.html.index("Yesterday.") < page.html.index("Today.")
    assert f'href="/room/you/thread/{today}"' in page.html


async def test_a_thread_shows_its_replies_and_the_scenario_again(served: ServedRoom) -> None:
    ref = served.posted(a_scenario())
    await served.it.acts.say("ana", Spot(served.it.room.channel, ref), "I would stop it.")

    page = await served.page(f"/room/you/thread/{ref}")

    assert "I would stop it." in page.text
    assert "Read the scenario again" in page.text
    assert "sample" in page.text


@pytest.mark.parametrize(
    "path", ["/room/nobody", "/room/you/thread/m1", "/room/you/picture/m1", "/room/you/file/m1", "/elsewhere"]
)
async def test_what_isnt_there_is_told_on_a_page(served: ServedRoom, path: str) -> None:
    answer = await served.client.get(path)

    assert answer.status_code == 404
    assert "<h1>" in answer.text
    assert "To the start" in answer.text


async def test_nobody_is_shown_what_is_only_for_somebody_else(served: ServedRoom) -> None:
    it, ref = served.it, served.posted(a_scenario())
    thread = Spot(it.room.channel, ref)
    for spot in (it.root, thread):
        it.room.put(spot, None, card=Note("For ana's eyes."), only_for="ana")
    it.room.put(direct("ana"), None, card=a_debrief("Of hers."))
    file = it.room.put(it.root, None, card=FileCard("a.json", "text/html", b"<p>", "Hers."), only_for="ana")
    picture = it.room.put(it.root, None, card=a_board(), only_for="ana")
    paths = ["", f"/thread/{ref}", "/direct"]

    for viewer, hers in (("you", False), ("ben", False), ("ana", True)):
        seen = "".join([(await served.page(f"/room/{viewer}{path}")).text for path in paths])
        assert ("For ana's eyes." in seen) is hers
        assert ("Of hers." in seen) is hers
        for made in (f"file/{file.ref}", f"page/{file.ref}", f"picture/{picture.ref}"):
            answer = await served.client.get(f"/room/{viewer}/{made}")
            assert (answer.status_code == 200) is hers


async def test_a_picture_and_a_file_are_served_as_what_they_are(served: ServedRoom) -> None:
    board = served.posted(a_board())
    file = served.posted(FileCard('a"\nb.json', "text/html", b"<script>", "Yours."))

    picture = await served.client.get(f"/room/you/picture/{board}")
    download = await served.client.get(f"/room/you/file/{file}")

    assert (picture.content, picture.headers["content-type"]) == (b"PNG", "image/png")
    assert download.headers["content-type"] == "application/octet-stream"
    assert download.headers["content-disposition"] == "attachment; filename*=UTF-8''a%22%0Ab.json"


async def test_a_page_to_print_is_shown_under_a_policy_of_its_own(served: ServedRoom) -> None:
    page = PaperPrinter().page(tell("The classic", date(2026, 3, 14), decide([unread(1)])))
    ref = served.posted(FileCard("committee-packet.html", "text/html", page, "The whole packet."))
    other = served.posted(FileCard("all.json", "application/json", b"{}", "Everything."))

    channel = await served.page("/room/you")
    shown = await served.client.get(f"/room/you/page/{ref}")

    assert f'href="/room/you/page/{ref}"' in channel.html
    assert f"/page/{other}" not in channel.html
    assert (shown.status_code, shown.content) == (200, page)
    assert shown.headers["content-type"] == "text/html; charset=utf-8"
    assert shown.headers["content-security-policy"] == POLICY
    for path in (f"/room/you/page/{other}", "/room/you/page/m1"):
        assert (await served.client.get(path)).status_code == 404


async def test_texts_of_any_kind_stay_texts_on_every_page(served: ServedRoom) -> None:
    it, ref = served.it, served.posted(a_scenario())
    spots = (it.root, Spot(it.room.channel, ref), direct("you"))
    for spot in spots:
        for card in every_card(WICKED):
            it.room.put(spot, None, card=card)
            it.room.put(spot, None, card=card, only_for="you")
        await it.acts.say("you", spot, WICKED)
    served.study.group = WICKED
    served.study.step = NextStep(WICKED, "/room/you", WICKED)

    for path in ("/room/you", f"/room/you/thread/{ref}", "/room/you/direct"):
        page = await served.page(path)
        assert [name for name, _ in page.attributes if name.startswith("on") or name == "style"] == []
        assert page.tags.count("script") == 2
        assert len(set(page.ids)) == len(page.ids)
        assert '" onfocus="alert(1) {{ 7 * 7 }} & &amp; \u202eturned' in page.text


async def test_a_page_has_one_main_part_and_headings_in_order(served: ServedRoom) -> None:
    ref = served.posted(a_scenario())
    served.it.room.put(direct("you"), None, card=a_debrief())

    for path in ("/room/you", f"/room/you/thread/{ref}", "/room/you/direct"):
        page = await served.page(path)
        assert page.tags.count("main") == 1
        assert page.tags.count("h1") == 1
        assert ("id", "main") in page.attributes


async def test_no_page_is_kept_by_a_browser_or_loads_anything_from_elsewhere(served: ServedRoom) -> None:
    served.posted(a_scenario())

    answer = await served.client.get("/room/you")

    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', answer.text)


async def test_the_next_step_stands_on_every_page(served: ServedRoom) -> None:
    served.study.step = NextStep("Type `/debrief board`.", "/room/you/direct", "There")

    for path in ("/room/you", "/room/you/direct"):
        page = await served.page(path)
        assert "<code>/debrief board</code>" in page.html
        assert '<a href="/room/you/direct">There</a>' in page.html


async def test_unread_messages_are_counted_until_they_are_read(served: ServedRoom) -> None:
    for _ in range(2):
        served.it.room.put(direct("you"), None, card=Note("For you."))

    assert "Direct messages 2 new" in (await served.page("/room/you")).text
    await served.page("/room/you/direct")
    assert "Direct messages 2" not in (await served.page("/room/you")).text


async def test_ones_own_answer_is_counted_against_what_is_expected(served: ServedRoom) -> None:
    it, ref = served.it, served.posted(a_scenario())
    spot = Spot(it.room.channel, ref)
    await it.acts.say("you", spot, "I would stop it at once.")
    await it.acts.say("you", spot, "// a note")
    assert "Your answer" not in (await served.page(f"/room/you/thread/{ref}")).text

    it.room.alter(it.room.lines(spot, "you")[0].ref, counted=True)

    mine, theirs = [(await served.page(f"/room/{who}/thread/{ref}")).text for who in ("you", "ana")]
    assert "Your answer 6 words of 180 to 350 Grade me" in mine
    assert "Your answer" not in theirs
    assert "One has answered." in mine
    it.clock.forward(minutes=1)
    it.room.put(direct("you"), None, card=a_debrief("A prompt."))
    assert "Debrief has read it." in (await served.page(f"/room/you/thread/{ref}")).text


async def test_the_form_says_truthfully_who_sees_it(served: ServedRoom) -> None:
    ref = served.posted(a_scenario())
    for privacy, says in ((Privacy.OPEN, "Nobody else sees"), (Privacy.SEALED, Privacy.SEALED.value)):
        served.it.answers.append(AnswerForm("1", "The hailstorm", "Why?", WICKED, privacy))
        answer = await served.post(f"/room/you/press/{ref}", button="0 Grade me")
        assert answer.status_code == 200
        assert says in answer.text
        assert "<textarea" in answer.text
        assert "</textarea></p>" not in answer.text


async def test_a_pictures_words_are_its_text_where_it_cant_be_shown(served: ServedRoom) -> None:
    ref = served.posted(a_board())
    served.it.room.alter(ref, card=None)

    assert (await served.client.get(f"/room/you/picture/{ref}")).status_code == 404
    assert Picture(b"", "", "x").alt == "x"


async def test_a_turn_of_a_round_can_be_ended_where_one_writes(served: ServedRoom) -> None:
    buttons = (Button(Action.END_TURN, "Done", "1/1"), Button(Action.STOP_ROUND, "Stop", "1"))
    question = QuestionCard("The hailstorm", "Interviewer", "Why?", 1, 3, buttons=buttons)
    ref = served.it.room.put(direct("you"), None, card=question).ref
    bar = "Question 1 of 3 2 words so far Done"
    assert bar not in (await served.page("/room/you/direct")).text

    for text in ("// a note to myself", "Because so."):
        await served.it.acts.say("you", direct("you"), text)
    page = await served.page("/room/you/direct")
    assert bar in page.text
    await served.post(f"/room/you/press/{ref}", button="0 Done")
    heard = served.it.heard[-1]
    assert isinstance(heard, ButtonPressed)
    assert (heard.action, heard.subject) == (Action.END_TURN, "1/1")

    served.it.room.put(direct("you"), None, card=a_packet())
    assert bar not in (await served.page("/room/you/direct")).text
