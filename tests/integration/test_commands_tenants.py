"""Two groups in one workspace: what is typed in one names it in every statement, and shows no other."""

import re

from adapters.main import House
from bot.domain.happenings import Command as Slash
from bot.domain.ids import GroupId
from bot.practice.commands.table import TABLES
from bot.practice.receive import receive
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock, FakePlatform
from tests.conversation.reading import text_of
from tests.integration.tenant_sql import listening
from tests.integration.test_tenants import ALLOWED

ANSWER = "I would stop it, tell everyone whom it misled, and read what the {group} said last week."
LAST_OF_ALL = ("export", "forget-me", "mock")
IN_THE_JOIN = r"SELECT coalesce\(persons\.zone, .* schedules\.group_id = %\(group_id"
"""Names its group where it joins, before the condition."""


async def two_days(house: House, clock: FakeClock, platform: FakePlatform, name: str) -> GroupId:
    """A group whose channel bears its name, with an organiser and a member."""
    organiser = platform.account(f"organiser-{name}", f"Organiser of {name}")
    wish = Wish(name, platform.name, platform.installation_ref, name, organiser, "UTC")
    group = await set_up_group(house.core, wish)
    clock.forward(days=1)
    await house.settle()
    post = platform.in_channel(name)[-1].published.thread_ref
    member = platform.account(f"member-{name}", f"Member of {name}")
    for account in (organiser, member):
        said = ANSWER.format(group=name) + f" Says {account.ref}."
        await receive(house.core, platform.says(account, said, name, post))
    clock.forward(hours=1)
    await house.settle()
    return group


async def test_commands_keep_to_their_group(house: House, clock: FakeClock, platform: FakePlatform) -> None:
    clock.at("2026-03-01T12:00")
    groups = {name: await two_days(house, clock, platform, name) for name in ("alder", "birch")}
    with listening() as listener:
        for name, other in (("alder", "birch"), ("birch", "alder")):
            told = []
            for slash in Slash:
                for command in TABLES[slash].values():
                    if command.word in LAST_OF_ALL:
                        continue
                    for example in command.examples:
                        clock.forward(seconds=5)
                        account = platform.account(f"organiser-{name}")
                        given = platform.commands(account, example, name, admin=slash is Slash.ORGANISER)
                        listener.acting = groups[name]
                        card = await receive(house.core, given)
                        listener.acting = None
                        assert card is not None
                        told.append(text_of(card))
            assert [text for text in told if other in text] == []
            assert any(f"Member of {name}" in text for text in told)
    assert listener.strayed == []
    strays = {
        s
        for s in listener.unscoped()
        if not any(re.match(allowed, s, re.IGNORECASE) for allowed in (*ALLOWED, IN_THE_JOIN))
    }
    assert strays == set()
