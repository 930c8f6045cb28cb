"""Who is asked whether a message beside the thread is their answer, and who is left in peace."""

from dataclasses import replace

import pytest

from bot.domain.mode import Mode
from bot.practice.collect_answer import collect_message
from tests.conversation.stage import CHANNEL, Member, Stage

ANSWER = "I would stop it, tell everyone whom it misled, and read what it said to them last week."
BESIDE = f"{ANSWER} Then I would price both sides for the CFO and let her choose by noon today."


async def test_whoever_has_answered_is_not_asked(stage: Stage, ana: Member) -> None:
    await ana.says(ANSWER)
    await ana.says_in_the_channel(BESIDE)
    await stage.settle()
    stage.is_silent_to(ana)
    await stage.at("Mon 09:30")
    stage.tells(ana, "Debrief of")
    await ana.says_in_the_channel(BESIDE)
    await stage.settle()
    stage.is_silent_to(ana)


async def test_whoever_answered_yesterday_is_asked_today(stage: Stage, ana: Member) -> None:
    await ana.says(ANSWER)
    await stage.at("Tue 09:00")
    stage.tells(ana, "Debrief of")
    await ana.says_in_the_channel(BESIDE)
    await stage.settle()
    stage.tells(ana, "Use this as my answer?")


@pytest.mark.parametrize(("words", "asked"), [(7, False), (8, True)])
async def test_a_reply_to_the_card_is_no_chat(stage: Stage, ana: Member, words: int, *, asked: bool) -> None:
    said = stage.platform.says(ana.account, "word " * words, CHANNEL, None)
    await collect_message(stage.house.core, replace(said, to_card=True))
    await stage.settle()
    if asked:
        stage.tells(ana, "Use this as my answer?")
    stage.is_silent_to(ana)


@pytest.mark.parametrize(("words", "asked"), [(7, False), (8, True)])
async def test_words_in_a_sealed_thread_are_no_chat_before_the_deadline(
    stage: Stage, ana: Member, words: int, *, asked: bool
) -> None:
    async with stage.house.core.store.work() as work:
        await work.groups.change(stage.group, mode=Mode.SEALED)
    await stage.at("Tue 09:00")
    await ana.says("word " * words, on="Tue")
    await stage.settle()
    if asked:
        stage.tells(ana, "answers to this scenario are sealed")
    stage.is_silent_to(ana)
    await stage.at("Wed 09:00")
    ben = stage.member("Ben")
    await ben.says("word " * 19, on="Tue")
    await stage.settle()
    stage.is_silent_to(ben)


async def test_an_offer_is_made_once_a_day(stage: Stage, ana: Member) -> None:
    for _ in range(3):
        await ana.says_in_the_channel(BESIDE)
    await stage.settle()
    stage.tells(ana, "Use this as my answer?")
    stage.is_silent_to(ana)
