"""A permission that is lacking: whoever asked is told plainly, and organisers once how to mend it."""

from bot.testing import FakeClock
from tests.integration.slack.faults_stage import ADAS, Study, a_study


def lacks(study: Study, *scopes: str) -> None:
    token = study.place.install.token
    token.scopes = tuple(scope for scope in token.scopes if scope not in scopes)


def marks(study: Study) -> int:
    return len([call for call in study.slack.calls if call.method == "reactions.add"])


async def test_a_file_that_may_not_be_sent(database_url: str, clock: FakeClock) -> None:
    async with a_study(database_url, clock, "http") as study:
        await study.posted()
        await study.writes(study.ada, ADAS)
        lacks(study, "files:write")

        said = await study.asks(study.ada, "export")
        assert "I made the file, but as far as I can see it has not reached you." in said
        await study.asks(study.ada, "export")
        await study.passes(5)

        (told,) = study.told(study.lou, "files:write")
        assert "OAuth & Permissions" in told
        assert "installed in this workspace once more" in told
        assert study.told(study.ada, "files:write") == []


async def test_a_mark_that_may_not_be_set_is_not_tried_without_end(
    database_url: str, clock: FakeClock
) -> None:
    async with a_study(database_url, clock, "http") as study:
        await study.posted()
        lacks(study, "reactions:write")
        await study.writes(study.ada, ADAS)
        await study.passes(2)
        tried = marks(study)
        assert tried

        await study.passes(45)
        assert marks(study) == tried
        assert len(study.told(study.lou, "reactions:write")) == 1
