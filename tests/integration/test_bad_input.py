"""What members send that nobody hoped for: a clear sentence to the right person, and nothing lost."""

from collections.abc import Sequence

import pytest

from bot.library.library import Library
from tests.conversation.stage import Member, Stage


async def kept(stage: Stage, member: Member, day: str = "Mon") -> list[str]:
    """The texts that make up the member's answer, as they are stored."""
    async with stage.house.core.store.work() as work:
        answer = await work.answers.of(stage.group, stage.posts[day].id, await member.id())
        return [p.text for p in await work.messages.parts(stage.group, answer.id)] if answer else []


def reference(library: Library, stage: Stage, kind: str = "strong") -> str:
    title = stage.posts["Mon"].card.title
    scenario = next(s for s in library.scenarios.values() if s.title == title)
    return str(getattr(scenario.answers, kind).text)


@pytest.mark.parametrize("short", ["Yes", "🔥🔥🔥 🚀🚀 " * 200, "?!", "https://example.org/my-answer"])
async def test_too_little_is_kept_and_told_kindly_at_the_deadline(
    stage: Stage, ana: Member, short: str
) -> None:
    await ana.says(short)
    await ana.presses("Grade me")
    stage.tells(ana, "That's fewer than 8 words, too short to say anything fair about. It's kept")
    await stage.at("Tue 08:59")
    stage.is_silent_to(ana)
    await stage.at("Tue 09:00")
    stage.tells(ana, "What you wrote is kept, and at fewer than 8 words it's too short")
    assert await kept(stage, ana) == [short]
    assert await stage.points() == {}


async def test_twenty_thousand_words_are_read_whole(stage: Stage, ana: Member, library: Library) -> None:
    text = reference(library, stage) + "\n\n" + "Then I would write to them again. " * 2860
    assert len(text.split()) > 20_000
    await ana.says(text)
    await ana.presses("Grade me")
    stage.tells(ana, "Reading it now.", "+10 on time")
    assert await kept(stage, ana) == [text]


CHINESE = "我会先关闭这个功能。因为错误的回答比没有回答更糟糕。然后我会通知所有受影响的用户。并且检查日志。"
ARABIC = "سأوقف الميزة أولاً لأن الإجابة الخاطئة أسوأ من عدم الإجابة ثم أبلغ كل من تأثر بذلك وأراجع السجلات"


@pytest.mark.parametrize("foreign", [CHINESE, ARABIC])
async def test_another_script_counts_as_answered_without_a_grade(
    stage: Stage, ana: Member, foreign: str
) -> None:
    await ana.says(foreign)
    await ana.presses("Grade me")
    stage.tells(
        ana, "Reading it now.", "Your answer is kept and counts as answered. The automatic check reads"
    )
    assert await stage.points() == {"Ana": 10}
    assert await kept(stage, ana) == [foreign]


async def test_whoever_asks_again_in_another_script_is_told_again(stage: Stage, ana: Member) -> None:
    for text in (CHINESE, ARABIC):
        await stage.at("Mon 10:00" if text is CHINESE else "Mon 11:00")
        await ana.says(text)
        await ana.presses("Grade me")
        stage.tells(ana, "Reading it now.", "Your answer is kept and counts as answered.")
    assert await kept(stage, ana) == [CHINESE, ARABIC]


async def test_an_english_version_after_another_script_is_graded(
    stage: Stage, ana: Member, library: Library
) -> None:
    await ana.says(CHINESE)
    await ana.presses("Grade me")
    await stage.at("Mon 10:00")
    await ana.says(reference(library, stage))
    await ana.presses("Grade me")
    stage.tells(ana, "Reading it now.", "Your answer is kept", "Reading it now.", "Debrief of")


async def test_an_attachment_alone_is_asked_for_in_text_once(stage: Stage, ana: Member) -> None:
    await ana.says("", attachments=1)
    await ana.says("", attachments=2)
    await stage.at("Mon 09:30")
    stage.tells(
        ana,
        "I can't read attachments, so what you sent in the channel of “Mornings” on Monday 09:00 "
        f"(Europe/Berlin) isn't part of your answer to “{stage.posts['Mon'].card.title}” yet.",
    )
    stage.is_silent_to(ana)
    assert stage.platform.marks == set()


async def test_an_edit_down_to_an_attachment_leaves_no_stale_text(
    stage: Stage, ana: Member, library: Library
) -> None:
    said = await ana.says(reference(library, stage))
    await stage.at("Mon 09:05")
    edited = stage.platform.edits(said, "")
    await stage.happens(
        type(edited)(**{f: getattr(edited, f) for f in edited.__slots__} | {"attachments": 1})
    )
    await stage.at("Mon 09:30")
    stage.tells(ana, "I can't read attachments")
    assert await kept(stage, ana) == []
    assert await stage.points() == {"Ana": 0}


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("I would stop it, \x00tell everyone, and read what it said to them.", "I would stop it, tell"),
        ("I would stop it, \ud800tell everyone, and read what it said to them.", "I would stop it, �tell"),
        ("I would stop it, \u202etell\u202c everyone, and read what it said.", "I would stop it, \u202etell"),
    ],
)
async def test_characters_that_a_database_refuses_cost_nobody_their_answer(
    stage: Stage, ana: Member, written: str, stored: str
) -> None:
    await ana.says(written)
    await ana.presses("Grade me")
    stage.tells(ana, "Reading it now.", "Debrief of")
    (text,) = await kept(stage, ana)
    assert text.startswith(stored)


async def test_a_form_and_an_offered_message_are_cleaned_as_well(stage: Stage, ana: Member) -> None:
    ben = stage.member("Ben")
    text = (
        "I would stop it,\x00 tell everyone, \udfffand read what it said to them in the past week, all of it."
    )
    await ana.fills_in(text)
    await ben.says_in_the_channel(text)
    await stage.settle()
    await ben.presses("Use this as my answer")
    for member in (ana, ben):
        assert await kept(stage, member) == [text.replace("\x00", "").replace("\udfff", "�")]


async def test_a_name_with_refused_characters_is_no_reason_to_lose_an_answer(stage: Stage) -> None:
    cem = Member(stage, stage.platform.account("Cem", "Sample\x00 Cem \ud800"))
    await cem.says("I would stop it, tell everyone, and read what it said to them.")
    async with stage.house.core.store.work() as work:
        names: Sequence[str] = [member.name for member in await work.people.members(stage.group)]
    assert names == ["Sample Lou", "Sample Cem �"]


async def test_a_member_who_leaves_while_collecting_still_gets_their_debrief(
    stage: Stage, ana: Member, library: Library
) -> None:
    await ana.says(reference(library, stage))
    await ana.leaves()
    await stage.at("Mon 09:10")
    stage.tells(ana, "Debrief of")
    assert (await stage.points())["Ana"] >= 10
    async with stage.house.core.store.work() as work:
        assert [member.name for member in await work.people.members(stage.group)] == ["Sample Lou"]


async def test_a_deleted_first_attempt_stays_the_one_that_earns(
    stage: Stage, ana: Member, library: Library
) -> None:
    said = await ana.says(reference(library, stage, "weak"))
    await ana.presses("Grade me")
    first = await stage.points()
    await stage.at("Mon 10:00")
    await ana.deletes(said)
    assert await stage.points() == {"Ana": 0}
    await ana.says(reference(library, stage, "strong"))
    await ana.presses("Grade me")
    assert await stage.points() == first
