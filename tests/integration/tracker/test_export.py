"""`/debrief export csv`: the same as the export, as tables."""

import csv
import io
import json
from zipfile import ZipFile

from bot.domain.cards import FileCard
from bot.practice.export_tables import file_name
from tests.conversation.reading import text_of
from tests.conversation.stage import Member, Stage
from tests.integration.tracker.days import answers, shown


async def test_every_heading_and_row_of_the_export_is_in_a_table(stage: Stage, ana: Member) -> None:
    await answers(stage, ana, "strong")
    await ana.says("=HYPERLINK(1)")
    await shown(stage, ana, "plan in 6 weeks")
    whole, tables = await shown(stage, ana, "export"), await shown(stage, ana, "export csv")
    assert isinstance(whole, FileCard)
    assert isinstance(tables, FileCard)
    assert (tables.name, tables.media_type) == ("debrief-about-me.zip", "application/zip")
    told = {name: rows for name, rows in json.loads(whole.content).items() if isinstance(rows, list) and rows}
    with ZipFile(io.BytesIO(tables.content)) as file:
        assert set(file.namelist()) == {f"{file_name(name)}.csv" for name in told}
        for name, rows in told.items():
            text = file.read(f"{file_name(name)}.csv").decode("utf-8-sig")
            assert len(list(csv.DictReader(io.StringIO(text, newline="")))) == len(rows), name
        (plan,) = csv.DictReader(io.StringIO(file.read("your-plan.csv").decode("utf-8-sig")))
    assert plan["interview on"] == "2026-05-11"


async def test_another_kind_of_file_is_told_kindly(stage: Stage, ana: Member) -> None:
    await answers(stage, ana, "strong")
    assert "That is no kind of file that I make." in text_of(await shown(stage, ana, "export pdf"))


async def test_a_stranger_has_nothing_to_export(stage: Stage) -> None:
    assert "I know no answers of yours." in text_of(
        await shown(stage, stage.member("Stranger"), "export csv")
    )
