"""Commands as they are typed, and what comes back, as words."""

from adapters.main import House
from bot.domain.group import Role
from bot.domain.happenings import Account, CommandGiven
from bot.practice.receive import receive
from tests.conversation.reading import text_of
from tests.conversation.stage import CHANNEL, Member, Stage

ANSWER = "I would stop it, tell everyone whom it misled, and read what it said to them last week."


async def said(stage: Stage, given: CommandGiven) -> str:
    card = await receive(stage.house.core, given)
    assert card is not None
    return text_of(card)


async def typed(stage: Stage, who: Account, text: str, channel: str | None = CHANNEL) -> str:
    """An organiser's command, some time after the one before."""
    stage.clock.forward(seconds=1)
    return await said(stage, stage.platform.commands(who, text, channel, admin=True))


async def role_of(stage: Stage, member: Member) -> Role | None:
    async with stage.house.core.store.work() as work:
        found = await work.people.member(stage.group, await member.id())
    return found.role if found else None


async def second_organiser(stage: Stage) -> Member:
    max_ = stage.member("Max")
    await max_.says(ANSWER)
    async with stage.house.core.store.work() as work:
        await work.people.set_role(stage.group, await max_.id(), Role.ORGANISER)
    return max_


async def counts(house: House, *tables: str) -> list[int]:
    async with house.core.store.engine.begin() as connection:
        return [
            (await connection.exec_driver_sql(f"select count(*) from {table}")).scalar_one()
            for table in tables
        ]
