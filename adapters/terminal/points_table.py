"""What each member earned with one post, read from the ledger."""

from bot.domain.ids import GroupId, PostId
from bot.domain.points import LedgerKind
from bot.practice.core import Core


async def points_of_the_day(core: Core, group: GroupId, post: PostId) -> list[tuple[str, str, str, str]]:
    """A row a member who answered: name, for answering, for the verdict, together; the most first."""
    rows: list[tuple[int, str, int, int]] = []
    async with core.store.work() as work:
        for member in await work.people.members(group):
            answer = await work.answers.of(group, post, member.person)
            if answer is None or answer.arrived_at is None:
                continue
            moves = await work.ledger.of_answer(group, answer.id)
            total = sum(move.points for move in moves)
            arrival = sum(move.points for move in moves if move.kind is LedgerKind.ARRIVAL)
            rows.append((total, member.name, arrival, total - arrival))
    rows.sort(key=lambda row: (-row[0], row[1]))
    return [(name, str(arrival), str(rest), str(total)) for total, name, arrival, rest in rows]
