"""Whoever edits while nobody grades is not told again what they were told."""

from datetime import timedelta

from bot.errors import RetryLater
from bot.library.library import Library
from bot.testing import FakeClock, FakePlatform
from tests.fakes.fickle_grader import FickleGrader
from tests.integration.graded_by_model import graded_by_model, told, words_of


async def test_an_edit_while_it_waits_brings_no_second_promise(
    database_url: str, clock: FakeClock, platform: FakePlatform, library: Library
) -> None:
    grader = FickleGrader(away=RetryLater("The endpoint is away.", timedelta(minutes=10)))
    async with graded_by_model(database_url, clock, platform, library, grader) as stage:
        ana = stage.member("Ana")
        await ana.says(words_of("Ana"))
        await stage.at("Mon 09:11")
        assert len(told(stage, "Ana")) == 1

        await ana.says(words_of("Anna"))
        tried = grader.tried
        for _ in range(4):
            clock.forward(minutes=20)
            await stage.settle()
        assert grader.tried > tried
        assert len(told(stage, "Ana")) == 1
