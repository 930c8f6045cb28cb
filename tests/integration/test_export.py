"""Everything that is held about somebody, and nothing of anybody else."""

import json
from typing import Any

import pytest

from bot.domain.cards import FileCard
from bot.practice.export import export_person
from bot.practice.forget import forget_person
from bot.store.personal import PERSONAL
from tests.conversation.stage import Stage
from tests.integration.heron import Both, answer, lived


@pytest.fixture
async def both(stage: Stage) -> Both:
    return await lived(stage)


async def exported(both: Both) -> dict[str, Any]:
    card = await export_person(both.house.core, await both.person())
    assert isinstance(card, FileCard)
    assert (card.name, card.media_type) == ("debrief-about-me.json", "application/json")
    told: dict[str, Any] = json.loads(card.content.decode("utf-8"))
    return told


async def test_it_tells_of_every_kind_of_thing_that_is_held(both: Both) -> None:
    told = await exported(both)
    sections = [held.heading for held in PERSONAL if held.told]
    assert list(told) == ["what this is", "made at", *sections]
    assert [heading for heading in sections if not told[heading]] == []


async def test_it_holds_their_own_words_and_what_was_said_of_them(both: Both) -> None:
    told = await exported(both)
    assert told["You"] == [
        {"name": "Sample Heron", "time zone": "Europe/Madrid", "known since": "2026-03-30T07:00:00+00:00"}
    ]
    assert told["Your accounts"][0]["account"] == "Heron"
    assert [group["group"] for group in told["Your groups"]] == ["Mornings"]
    assert [said["text"] for said in told["Your messages in answers"]] == [
        answer("Heron", "Monday"),
        answer("Heron", "Tuesday"),
    ]
    assert answer("Heron", "Monday") in [text["text"] for text in told["Your texts as they were graded"]]
    (words,) = told["What you said in mock rounds"]
    assert words["text"] == answer("Heron", "a round")
    grades = told["Your grades"]
    assert [grade["day"] for grade in grades] == ["2026-03-30", "2026-03-31"]
    assert {"criterion id", "level", "finding", "quotes", "missing", "confidence"} == set(
        grades[0]["findings"]["criteria"][0]
    )
    assert [point["for"] for point in told["Your points and credits"]].count("arrival") == 2
    (board,) = told["Weekly boards that named you"]
    assert board["rank"] in (1, 2)
    (appeal,) = told["Your appeals, and what was ruled on your answers and rounds or by you"]
    assert (appeal["answer"], appeal["what you said"]) == ("your answer", "Heron says it in the first line.")
    assert {sent["what"] for sent in told["What was sent to you"]} >= {"debrief", "offer"}


async def test_it_names_seasons_and_scenarios_and_leaves_machinery_out(both: Both) -> None:
    told = await exported(both)
    assert "or a mock round were never stored" in told["what this is"]
    assert {standing["period"] for standing in told["Your standings"]} == {
        "week 2026-03-30",
        "season “Season 1”",
        "all",
    }
    titles = {s.id: s.title for s in both.house.core.library.scenarios.values()}
    named = [
        row
        for heading in ("Your answers", "Your grades", "Your points and credits", "Your mock rounds")
        for row in told[heading]
    ]
    assert named
    assert [row["scenario title"] for row in named] == [titles[row["scenario"]] for row in named]
    (outcome,) = [
        turn["what the grader said"]
        for turn in told["What you were asked in mock rounds"]
        if turn["what the grader said"]
    ]
    assert outcome["provenance"].keys() == {"kind", "grader"}


async def test_nothing_of_anybody_else_is_in_it(both: Both) -> None:
    whole = json.dumps(await exported(both), ensure_ascii=False)
    assert "osprey" not in whole.lower()
    assert "Heron" in whole


async def test_a_person_can_read_it(both: Both) -> None:
    card = await export_person(both.house.core, await both.person())
    text = card.content.decode("utf-8")
    assert text.count("\n") > 200
    assert text.endswith("}\n")
    keys = _keys(json.loads(text))
    assert [key for key in keys if "_" in key] == []


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {*value, *(key for held in value.values() for key in _keys(held))}
    if isinstance(value, list):
        return {key for held in value for key in _keys(held)}
    return set()


async def test_other_alphabets_are_kept_as_they_are(stage: Stage) -> None:
    words = "Ich würde es anhalten, 全員に知らせて、 потом читать журналы за прошлую неделю вместе."
    heron = stage.member("Heron")
    await heron.says(words)
    card = await export_person(stage.house.core, await heron.id())
    assert words in card.content.decode("utf-8")


async def test_an_audit_entry_about_them_is_theirs_and_names_nobody(both: Both) -> None:
    core, person = both.house.core, await both.person()
    async with core.store.work() as work:
        osprey = await both.osprey.id()
        now = core.clock.now()
        group = both.stage.group
        await work.audit.note(group, osprey, "streak repaired", now, person=person, reason="I was out.")
        await work.audit.note(group, osprey, "streak repaired", now, person=osprey, reason="Osprey's own.")
    about = (await exported(both))["Changes by you and about you"]
    assert [(entry["what"], entry["by"], entry["details"]) for entry in about] == [
        ("queue set", "you", about[0]["details"]),
        ("streak repaired", "somebody else", {"reason": "I was out."}),
    ]
    await forget_person(core, person)
    async with core.store.work() as work:
        entries = await work.audit.of(both.stage.group)
    kept = [entry.details for entry in entries if entry.action == "streak repaired"]
    assert kept == [{"person": osprey, "reason": "Osprey's own."}, {}]


async def test_after_forgetting_there_is_nothing_to_tell_but_numbers(both: Both) -> None:
    person = await both.person()
    await forget_person(both.house.core, person)
    both.stage.clock.forward(minutes=3)
    await both.house.settle()
    card = await export_person(both.house.core, person)
    assert b"heron" not in card.content.lower()
