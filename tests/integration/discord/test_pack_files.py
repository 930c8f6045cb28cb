"""A file given along with `/debrief-admin pack` on Discord: fetched from Discord alone, judged, added."""

from collections.abc import AsyncIterator

import pytest

from adapters.discord.access import Access
from adapters.discord.given import DiscordFiles
from bot.domain.happenings import GivenFile
from bot.errors import RetryLater, UserMustAct
from bot.testing import FakeClock
from tests.fakes.discord.acts.asking import Outcome
from tests.fakes.discord.acts.uploads import Upload
from tests.fakes.discord.refusal import NotPossible
from tests.fakes.discord_doing import may_organise
from tests.fakes.mistaken_pack import mistaken_pack
from tests.fakes.own_pack import own_text
from tests.integration.discord.interact_stage import Day, a_day, texts
from tests.unit.library.test_given import zipped

PAINT = own_text("wet-paint").encode()
PACK = "debrief-admin pack"


@pytest.fixture
async def day(database_url: str, clock: FakeClock) -> AsyncIterator[Day]:
    async with a_day(database_url, clock) as built:
        yield built


async def gives(day: Day, upload: Upload) -> Outcome:
    may_organise(day.server, day.organiser)
    done = await day.server.types_command(day.organiser, day.practice, PACK, file=upload)
    return await day._settled(done)


async def test_a_file_is_taken(day: Day) -> None:
    done = await gives(day, Upload("wet-paint.yaml", PAINT))
    assert "Added: Wet paint." in texts(done)
    assert "Wet paint (`wet-paint`)" in texts(done)
    listed = await day.types("/debrief-admin pack", who=day.organiser)
    assert "`/debrief-admin pack` with a file" in texts(listed)
    removed = await day.types("/debrief-admin pack remove wet-paint", who=day.organiser)
    assert "Taken out: `wet-paint`." in texts(removed)


async def test_twenty_mistakes_come_back_as_twenty_points(day: Day) -> None:
    ours = zipped({file.name: file.data for file in mistaken_pack()})
    done = await gives(day, Upload("our pack.zip", ours.data, "application/zip"))
    shown = texts(done)
    assert "Nothing was added" in shown
    assert "20 things are to mend in 20 files." in shown
    assert shown.count("our_pack.zip/") == 20
    assert all(len(message.text) <= 2_000 for message in done.messages)


async def test_a_file_with_a_name_that_would_call_everybody_calls_nobody(day: Day) -> None:
    done = await gives(day, Upload("@everyone.yaml", b""))
    assert "The file is empty" in texts(done)
    assert all(not message.message["mentions"] for message in done.messages)


async def test_a_file_that_discord_has_let_go_of_is_told(day: Day) -> None:
    day.server.state.keeps_files = False
    done = await gives(day, Upload("wet-paint.yaml", PAINT))
    assert "Discord doesn't give me that file any more. Nothing was changed." in texts(done)


async def test_the_fake_takes_files_for_fields_of_files_alone(day: Day) -> None:
    may_organise(day.server, day.organiser)
    with pytest.raises(NotPossible):
        await day.server.types_command(day.organiser, day.practice, PACK, file="wet-paint.yaml")
    with pytest.raises(NotPossible):
        await day.server.types_command(day.organiser, day.practice, PACK, remove=Upload("a", b""))


ELSEWHERE = (
    "https://example.org/a.yaml",
    "http://cdn.discordapp.com/attachments/1/2/a.yaml",
    "https://cdn.discordapp.com.example.org/a.yaml",
    "https://cdn.discordapp.com:8443/a.yaml",
    "https://cdn.discordapp.com@example.org/a.yaml",
    "https://127.0.0.1/a.yaml",
    "file:///etc/hostname",
    "https://[::1",
    "",
)


@pytest.mark.parametrize("where", ELSEWHERE)
async def test_nothing_is_fetched_from_anywhere_else(where: str) -> None:
    with pytest.raises(UserMustAct, match="doesn't give me that file"):
        await DiscordFiles(Access("a.b.c")).fetch(GivenFile("a.yaml", 1, where), 100)


async def test_with_another_address_for_discord_files_come_from_there_alone(day: Day) -> None:
    files = DiscordFiles(Access("a.b.c", day.server.api_url))
    day.server.state.files["/attachments/1/a.yaml"] = (b"x" * 100, "text/plain")
    there = GivenFile("a.yaml", 1, f"{day.server.state.base}/attachments/1/a.yaml")
    assert await files.fetch(there, 100) == b"x" * 100
    with pytest.raises(UserMustAct, match="larger than 0 MB, so it was not read"):
        await files.fetch(there, 99)
    for where in (f"{day.server.state.base}/attachments/1/none", "https://cdn.discordapp.com/attachments/1"):
        with pytest.raises(UserMustAct, match="doesn't give me that file any more"):
            await files.fetch(GivenFile("a.yaml", 1, where), 100)


async def test_where_nobody_answers_it_is_tried_again_later() -> None:
    files = DiscordFiles(Access("a.b.c", "http://127.0.0.1:9/api/v10"))
    with pytest.raises(RetryLater, match="just now"):
        await files.fetch(GivenFile("a.yaml", 1, "http://127.0.0.1:9/attachments/1/a.yaml"), 100)
