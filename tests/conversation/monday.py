"""Monday: what counts as an answer."""

from bot.domain.happenings import Opening
from tests.conversation.stage import Stage
from tests.conversation.twelve import STORM, Twelve


async def in_five_messages(week: Stage, them: Twelve) -> None:
    ana = them.ana
    said = []
    for minute, piece in enumerate(them.in_five()):
        await week.at(f"Mon 09:1{minute}")
        said.append(await ana.says(piece))
    await week.at("Mon 09:23")
    week.is_silent_to(ana)
    assert {message.at.message_ref for message in said} <= week.platform.marks

    await week.at("Mon 09:24")
    week.tells(ana, await them.debrief(STORM, "\n\n".join(them.in_five())))

    await week.at("Mon 09:25")
    thanks = await ana.says(
        "Fair. I would still argue that the farmers should have been told a week earlier."
    )
    await week.at("Mon 09:40")
    week.tells(ana, "is out, so what you write about it now is conversation")
    assert thanks.at.message_ref not in week.platform.marks
    await ana.presses("Grade me", on="Mon")
    week.tells(ana, "Nothing has changed since your debrief.")


async def bullets_from_a_phone(week: Stage, them: Twelve) -> None:
    ben = them.ben
    for minute, piece in enumerate(them.bullets()):
        await week.at(f"Mon 10:0{minute}")
        await ben.says(piece)
    await week.at("Mon 10:17")
    week.is_silent_to(ben)
    await week.at("Mon 10:18")
    week.tells(ben, await them.debrief(STORM, "\n\n".join(them.bullets())))


async def talk_is_not_an_answer(week: Stage, them: Twelve) -> None:
    cem = them.cem
    await week.at("Mon 11:00")
    aside = [
        await cem.says("// remember what the insurer said about refusals in the spring storms of last year"),
        await cem.says(
            "I had the same first thought as you about refusals", opening=Opening.MENTIONS_ANOTHER
        ),
        await cem.says("Told a week earlier? By whom, and on what evidence?", opening=Opening.QUOTES),
    ]
    await cem.presses("Grade me", on="Mon")
    week.tells(cem, "I have no answer of yours. Write in the thread, or press Answer privately.")
    first = await cem.says("A first try.")
    await cem.presses("Grade me", on="Mon")
    week.tells(cem, "That's fewer than 8 words")
    await cem.takes_out(first)
    await cem.says(them.answer(STORM, "weak"))
    await cem.presses("Grade me", on="Mon")
    week.tells(cem, "Reading it now.", await them.debrief(STORM, them.answer(STORM, "weak")))
    assert week.platform.marks.isdisjoint(message.at.message_ref for message in aside)


async def beside_the_thread(week: Stage, them: Twelve) -> None:
    """One offer, taken by button; from then on an edit or a deletion is one of the answer."""
    dia = them.dia
    await week.at("Mon 12:00")
    said = await dia.says_in_the_channel(them.answer(STORM, "senior", "Dia"))
    await dia.says_in_the_channel("By the way, who brings the projector on Thursday? " * 3)
    await week.settle()
    week.tells(dia, "Use this as my answer?")
    await week.at("Mon 12:01")
    await dia.presses("Use this as my answer")
    week.tells(dia, "Taken as your answer.")
    await week.at("Mon 12:02")
    final = them.answer(STORM, "senior", "Dia") + " I would write to the regulator too."
    await dia.edits(said, final)
    assert said.at.message_ref in week.platform.marks
    await week.at("Mon 12:11")
    week.is_silent_to(dia)
    await week.at("Mon 12:12")
    week.tells(dia, await them.debrief(STORM, final))
    await week.at("Mon 12:30")
    await dia.deletes(said)
    await dia.presses("My debrief", on="Mon")
    week.tells(dia, "I have no answer of yours.")


async def closed_direct_messages(week: Stage, them: Twelve) -> None:
    fay = them.fay
    week.platform.closed_to.add(fay.ref)
    await week.at("Mon 13:00")
    await fay.presses("Hint", on="Mon")
    week.tells(fay, them.library.get(STORM).hints[0])
    await fay.says(them.answer(STORM, "weak", "Fay"))
    await fay.presses("Grade me", on="Mon")
    week.tells(fay, "Reading it now.")
    week.is_silent_to(fay)
    await fay.presses("My debrief", on="Mon")
    week.tells(fay, await them.debrief(STORM, them.answer(STORM, "weak", "Fay")))


async def deleted_before_it_was_read(week: Stage, them: Twelve) -> None:
    eli = them.eli
    await week.at("Mon 14:00")
    said = await eli.says(them.answer(STORM, "weak"))
    await week.at("Mon 14:05")
    await eli.deletes(said)
    await week.at("Mon 14:30")
    week.is_silent_to(eli)
    assert (await week.points())["Eli"] == 0


async def copied(week: Stage, them: Twelve) -> None:
    gus = them.gus
    await week.at("Mon 20:00")
    await gus.says(them.answer(STORM, "strong"))
    await week.at("Mon 20:10")
    week.tells(gus, "+10 on time, -10 nearly the same text as an earlier answer")
