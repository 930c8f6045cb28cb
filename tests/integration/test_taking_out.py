"""A message that its author took out of the answer stays out until its author puts it back."""

from tests.conversation.stage import Member, Stage

ANSWER = "I would stop it, tell everyone whom it misled, and read what it said to them last week."
ASIDE = "By the way, who brings the projector on Thursday?"


async def parts(stage: Stage, member: Member) -> list[str]:
    async with stage.house.core.store.work() as work:
        answer = await work.answers.latest(stage.group, await member.id())
        found = await work.messages.parts(stage.group, answer.id) if answer else []
    return [part.text for part in sorted(found, key=lambda part: part.posted_at)]


async def test_an_edit_does_not_put_it_back(stage: Stage, ana: Member) -> None:
    await ana.says(ANSWER)
    await stage.at("Mon 09:01")
    aside = await ana.says(ASIDE)
    await ana.takes_out(aside)
    await stage.at("Mon 09:02")
    await ana.edits(aside, f"{ASIDE} Is it you?")
    await stage.settle()
    assert await parts(stage, ana) == [ANSWER]
    assert aside.at.message_ref not in stage.platform.marks


async def test_put_back_it_is_part_of_the_answer_as_it_reads_now(stage: Stage, ana: Member) -> None:
    said = await ana.says(ANSWER)
    await ana.takes_out(said)
    await stage.at("Mon 09:02")
    await ana.edits(said, f"{ANSWER} And I would sleep on it.")
    assert await parts(stage, ana) == []
    await stage.at("Mon 09:03")
    await stage.happens(stage.platform.takes(said, out=False))
    await stage.settle()
    assert await parts(stage, ana) == [f"{ANSWER} And I would sleep on it."]
    assert said.at.message_ref in stage.platform.marks


async def test_deleted_it_cannot_be_put_back(stage: Stage, ana: Member) -> None:
    said = await ana.says(ANSWER)
    await ana.takes_out(said)
    await ana.deletes(said)
    await stage.at("Mon 09:03")
    await stage.happens(stage.platform.takes(said, out=False))
    assert await parts(stage, ana) == []
