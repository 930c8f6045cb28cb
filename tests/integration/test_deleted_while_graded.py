"""Words that are deleted while somebody reads them: what is said of them is kept nowhere."""

from bot.domain.grader_mode import GraderMode
from bot.library.library import Library
from bot.practice.switch_grader import set_mode
from bot.testing import FakeClock, FakePlatform
from tests.fakes.interrupted_grader import InterruptedGrader
from tests.integration.graded_by_model import graded_by_model, rows, words_of


async def test_the_grader_beside_the_check_keeps_no_words_that_are_gone(
    database_url: str, clock: FakeClock, platform: FakePlatform, library: Library
) -> None:
    grader = InterruptedGrader()
    async with graded_by_model(database_url, clock, platform, library, grader) as stage:
        await set_mode(stage.house.core, GraderMode.SHADOW, "an operator", "a test")
        ana = stage.member("Ana")
        await ana.says(words_of("Ana"))
        aside = await ana.says("My password is hunter2, keep it.")

        async def deletes() -> None:
            grader.meanwhile = None
            await stage.happens(stage.platform.deletes(aside), "Ana")

        grader.meanwhile = deletes
        await ana.presses("Grade me")
        assert grader.tried == 1
        assert await rows(stage, "select 1 from grades g where g::text like '%hunter2%'") == []
        assert await rows(stage, "select status from grades") == [("graded",)]
