"""Names are learnt of members, once; nobody else is asked about at each of their words."""

from dataclasses import dataclass, field

from adapters.discord.heard.names import OUTSIDE, Names, Seen
from bot.domain.happenings import Account

ADA = Account("discord", "", "7", "Ada")


@dataclass(slots=True)
class Boards:
    takes_part: bool = True
    asked: list[str] = field(default_factory=list)
    now: float = 0.0

    async def learn(self, _account: Account, nick: str, server: str) -> bool:
        self.asked.append(f"{nick}@{server}")
        return self.takes_part


def names(boards: Boards) -> Names:
    return Names(boards.learn, lambda: boards.now)


async def test_a_member_is_learnt_once_in_each_server_and_when_it_changes() -> None:
    boards = Boards()
    it = names(boards)
    for nick, server in (("", "3"), ("", "3"), ("Countess", "3"), ("Countess", "3"), ("", "4")):
        await it.of(Seen(ADA, nick, server))
    assert boards.asked == ["@3", "Countess@3", "@4"]
    assert not it.is_news(Seen(ADA, "", "4"))
    assert it.is_news(Seen(ADA, "Ada B", "4"))


async def test_whoever_takes_no_part_is_asked_about_now_and_then() -> None:
    boards = Boards(takes_part=False)
    it, seen = names(boards), Seen(ADA, "Countess", "3")
    assert it.is_news(seen)
    await it.of(seen)
    assert not it.is_news(seen)
    boards.now = OUTSIDE + 1
    assert it.is_news(seen)


async def test_whoever_takes_part_by_now_is_learnt_at_once_where_that_was_done() -> None:
    boards = Boards(takes_part=False)
    it, seen = names(boards), Seen(ADA, "Countess", "3")
    await it.of(seen)
    boards.takes_part = True
    await it.of(seen)
    assert boards.asked == ["Countess@3", "Countess@3"]
    assert not it.is_news(seen)


async def test_nothing_is_learnt_where_nothing_is_told() -> None:
    boards = Boards()
    await names(boards).of(Seen(Account("discord", "", "7"), "", "3"))
    assert boards.asked == []
