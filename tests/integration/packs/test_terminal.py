"""`debrief packs`, for whoever runs the bot."""

import asyncio
import json
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from adapters.cli.checks.check import Site, Verdict
from adapters.cli.checks.packs import packs
from adapters.cli.packs import app
from adapters.settings import Settings
from bot.errors import UserMustAct
from bot.library.library import Library
from bot.practice.change_settings import rename
from tests.fakes.mistaken_pack import mistaken_pack
from tests.fakes.own_pack import own_text
from tests.integration.packs.conftest import Circle
from tests.unit.library.test_given import zipped
from tests.unit.library.test_twenty_mistakes import SENTENCES


@pytest.fixture(autouse=True)
def settings(database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()


async def runs(*words: str) -> Result:
    """As typed. The command has an event loop of its own."""
    return await asyncio.to_thread(lambda: CliRunner().invoke(app, list(words)))


def write(name: str, text: str | bytes) -> None:
    path = Path(name)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


async def test_a_folder_is_added_listed_and_taken_out(alder: Circle, birch: Circle) -> None:
    write("ours/wet-paint.yaml", own_text("wet-paint"))
    write("ours/dry-dock.yaml", own_text("dry-dock"))
    added = await runs("add", "alder", "ours")
    assert added.exit_code == 0
    assert added.stdout == "Added: dry-dock (Dry dock)\nAdded: wet-paint (Wet paint)\n"
    assert added.stderr == "2 scenarios of Alder changed; no other group sees them.\n"
    assert (await runs("list", str(alder.group))).stdout == "dry-dock   Dry dock\nwet-paint  Wet paint\n"
    assert (await runs("list", "Birch")).stdout.startswith("Birch has no scenarios of its own.")
    assert (await runs("list")).stdout == f"{alder.group:>6}  Alder: 2\n"
    removed = await runs("remove", "alder", "wet-paint")
    assert removed.stdout.startswith("Taken out: `wet-paint`. Its text is deleted")
    assert (await runs("list", "alder")).stdout == "dry-dock  Dry dock\n"


async def test_added_again_it_is_replaced_or_as_it_was(alder: Circle) -> None:
    write("wet-paint.yaml", own_text("wet-paint"))
    await runs("add", "alder", "wet-paint.yaml")
    again = await runs("add", "alder", "wet-paint.yaml")
    assert again.stdout == "As it was: wet-paint (Wet paint)\n"
    write("wet-paint.yaml", own_text("wet-paint", title="Wet again"))
    assert (await runs("add", "alder", "wet-paint.yaml")).stdout == "Replaced: wet-paint (Wet again)\n"


async def test_twenty_mistakes_in_a_folder_are_twenty_lines_and_change_nothing(
    alder: Circle, library: Library
) -> None:
    for file in mistaken_pack():
        write(f"ours/{file.name}", file.data)
    result = await runs("add", "alder", "ours")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [f"ours/{said}" for said in SENTENCES]
    assert result.stderr == "20 files, 20 problems. Nothing was added to Alder.\n"
    told = json.loads((await runs("add", "alder", "ours", "--json")).stdout)
    assert (told["added"], len(told["problems"])) == ([], 20)
    assert told["problems"][0] == {
        "file": "ours/ant-hill.yaml",
        "line": 5,
        "field": "track",
        "message": "`track` is `accident`, which is not among the choices",
        "mend": (
            "did you mean `incident`? Otherwise write "
            "`design` or `incident` or `evaluation` or `responsibility`"
        ),
    }
    assert (await runs("list", "alder")).stdout.startswith("Alder has no scenarios")
    assert library.scenarios


async def test_a_zip_and_json(alder: Circle) -> None:
    write("ours.zip", zipped({"deep/wet-paint.yaml": own_text("wet-paint").encode()}).data)
    added = json.loads((await runs("add", "alder", "ours.zip", "--json")).stdout)
    assert added == {
        "group": alder.group,
        "added": ["wet-paint"],
        "replaced": [],
        "unchanged": [],
        "problems": [],
    }
    (listed,) = json.loads((await runs("list", "alder", "--json")).stdout)
    assert (listed["id"], listed["readable"], listed["queued"]) == ("wet-paint", True, False)
    assert json.loads((await runs("list", "--json")).stdout) == [
        {"group": alder.group, "name": "Alder", "scenarios": 1}
    ]
    assert json.loads((await runs("remove", "alder", "wet-paint", "--json")).stdout)["removed"] == "wet-paint"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("list", "elder"), "There is no group “elder”. Nothing was changed. Type a number or a name"),
        (("list", "99999"), "There is no group “99999”"),
        (("add", "alder", "nowhere.yaml"), "nowhere.yaml can't be read: No such file or directory. Nothing"),
        (("add", "alder", "empty"), "No .yaml file is in empty. Nothing was changed."),
        (("remove", "alder", "wet-pain"), "This group has no scenario `wet-pain` of its own. Nothing was"),
    ],
)
async def test_what_is_not_there_is_said(alder: Circle, words: tuple[str, ...], says: str) -> None:
    result = await runs(*words)
    assert isinstance(result.exception, UserMustAct)
    assert says in result.exception.message
    assert alder.group


async def test_two_groups_of_one_name_are_told_apart_by_number(alder: Circle, birch: Circle) -> None:
    await rename(alder.house.core, birch.group, birch.organiser, "Alder")
    result = await runs("list", "alder")
    assert isinstance(result.exception, UserMustAct)
    assert (
        f"Type the number of one: {alder.group} (Alder), {birch.group} (Alder)." in result.exception.message
    )


async def test_the_doctor_tells_of_what_cannot_be_read_any_more(alder: Circle, database_url: str) -> None:
    site = Site(Settings(), database_url)
    assert await asyncio.to_thread(lambda: list(packs(site))) == []
    await alder.adds("wet-paint", "dry-dock")
    (fine,) = await asyncio.to_thread(lambda: list(packs(site)))
    assert (fine.verdict, fine.found) == (Verdict.OK, "2 scenarios of one group's own")
    async with alder.house.core.store.engine.begin() as connection:
        await connection.execute(
            text("update pack_scenarios set body = body - 'minutes' where scenario_id = 'dry-dock'")
        )
    (broken,) = await asyncio.to_thread(lambda: list(packs(site)))
    assert (broken.verdict, broken.found) == (
        Verdict.WARN,
        "1 of 2 can't be read by this version, and is left out",
    )
    assert f"packs list {alder.group}` names those of Alder, such as dry-dock." in broken.mend
    listed = (await runs("list", "alder")).stdout
    assert "Dry dock (can't be read by this version, and is left out: add its file anew)" in listed
