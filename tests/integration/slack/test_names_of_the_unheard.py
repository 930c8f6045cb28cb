"""Who wrote while nobody heard them is known by what was read later; their name is asked for after that."""

from bot.testing import FakeClock
from tests.fakes.slack import faults
from tests.integration.slack.faults_stage import BENS, Study, a_study, cut_off, let_in
from tests.integration.slack.test_faults_gap import known_to_be_heard


async def name_of_ben(study: Study) -> str:
    ((name,),) = await study.sql(
        f"select name from persons p join identities i on i.person_id = p.id"
        f" where i.external_ref = '{study.ben.id}'"
    )
    return str(name)


async def test_a_member_known_by_what_was_read_later_gets_a_name(database_url: str, clock: FakeClock) -> None:
    async with a_study(database_url, clock, "socket") as study:
        await study.posted()
        await known_to_be_heard(study)
        await cut_off(study)
        clock.forward(minutes=10)
        await study.writes(study.ben, BENS)
        clock.forward(minutes=10)
        study.slack.faults.event("*", faults.EventFault(lost=True), times=100)
        await let_in(study)
        study.slack.faults.clear()
        await study.comes_in()
        assert await name_of_ben(study) == ""

        study.slack.faults.call("users.info", faults.error("internal_error"), times=1)
        for _ in range(2):
            await study.wired.built.tend()
            clock.forward(minutes=10)

        assert await name_of_ben(study) == study.ben.handle
        assert study.ben.handle in await study.asks(study.ada, "board")
