"""Real processes, killed at once: between receipt and acknowledgement, and in the middle of a mock round."""

from pathlib import Path

import pytest

from tests.fakes.slack_heard import until
from tests.integration.slack.faults_life import Living, a_life
from tests.integration.slack.faults_stage import ADAS, BENS
from tests.integration.slack.heard_stage import TRANSPORTS, comes_true


@pytest.mark.crash
@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_killed_between_receipt_and_acknowledgement(
    database_url: str, transport: str, tmp_path: Path
) -> None:
    async with a_life(database_url, transport) as life:
        lou, ada, ben = (life.place.member(f"U0{name.upper()}", name) for name in ("Lou", "Ada", "Ben"))
        await life.starts(ADAS, says_so=tmp_path / "before")
        await life.slack.types_command(lou, life.channel, "/debrief-admin", "post-now")
        await until(lambda: bool(life.cards()), "the scenario is posted")
        await life.is_killed_over(ada, ADAS, tmp_path / "before")

        await life.starts(BENS, kept=True, says_so=tmp_path / "kept")
        await life.is_killed_over(ben, BENS, tmp_path / "kept")

        await life.starts()
        await life.slack.deliver_due()
        await comes_true(lambda: as_written(life), "both answers are kept")
        for member in (ada, ben):
            await life.slack.clicks(member, life.cards()[0], "Grade me")
            await life.comes(member, "Your debrief")
        await comes_true(lambda: settled(life), "nothing is owed any more")
        await life.counts()


async def as_written(life: Living) -> bool:
    return await life.kept() == life.answers


async def settled(life: Living) -> bool:
    return not await life.owed()


@pytest.mark.crash
async def test_killed_and_begun_again_in_the_middle_of_a_mock_round(database_url: str) -> None:
    async with a_life(database_url, "socket") as life:
        lou = life.place.member("U0LOU", "Lou")
        direct, said = life.slack.direct(lou), [(1, ADAS), (1, BENS)]
        await life.starts()
        await life.slack.types_command(lou, life.channel, "/debrief", "mock")
        await life.comes(lou, "question 1 of 3")
        await life.slack.posts(lou, direct, ADAS)
        await life.kills()

        await life.starts()
        await life.slack.posts(lou, direct, BENS)
        await life.slack.clicks(lou, await life.comes(lou, "question 1 of 3"), "Done")
        await life.kills()

        await life.starts()
        for turn in (2, 3):
            question = await life.comes(lou, f"question {turn} of 3")
            said.append((turn, f"{BENS} Said in turn {turn}."))
            await life.slack.posts(lou, direct, said[-1][1])
            await life.slack.clicks(lou, question, "Done")
        await life.comes(lou, "The committee’s packet")
        await comes_true(lambda: settled(life), "nothing is owed any more")

        assert life.doubled() == {}
        told = await life.sql("select turn, text from round_messages order by turn, posted_at")
        assert told == said
