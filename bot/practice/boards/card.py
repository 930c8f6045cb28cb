"""A board: who stands where, told so that nobody is shown as last and everybody finds themselves."""

from bot.domain.card_parts import BoardRow
from bot.domain.cards import BoardCard
from bot.practice.boards.reading import BoardWanted, Own, Reading
from bot.practice.boards.units import Unit
from bot.store.standings import COUNTED
from bot.store.work import Work

TITLE = "The board"
NAMELESS = "Somebody"
CROWD = f"More than {COUNTED:,} practised."
NOT_ON_BOARDS = (
    "Only you see this: by your wish or the group's you aren't on its boards. It counts all the same."
)


async def board_card(work: Work, wanted: BoardWanted) -> BoardCard:
    """One board as it stands now. A viewer's own row and the notes on it are for their eyes alone."""
    reading = await wanted.measure.read(work, wanted)
    count, unit = reading.count, wanted.measure.unit
    own, note = _own(count.own, reading, unit) if count.own else (None, "")
    crowd = CROWD if count.took_part > COUNTED else ""
    return BoardCard(
        title=TITLE,
        subtitle=reading.subtitle,
        rows=tuple(
            BoardRow(one.rank, name(one.name), unit.value(one.value), one.value) for one in count.named
        ),
        own=own,
        more=0 if crowd else count.took_part - len(count.named),
        notes=tuple(said for said in (crowd, reading.empty or note) if said),
    )


def _own(own: Own, reading: Reading, unit: Unit) -> tuple[BoardRow, str]:
    """The viewer's row; whoever is last is told what comes next in place of a rank."""
    called = name(own.name)
    if own.value <= 0:
        return BoardRow(None, called, reading.nothing), reading.begins if own.listed else ""
    value = unit.value(own.value)
    if not own.listed:
        return BoardRow(None, called, value, own.value), NOT_ON_BOARDS
    if own.last:
        return BoardRow(None, called, value, own.value), "" if reading.ended else unit.more(own.short)
    return BoardRow(own.rank, called, value, own.value), ""


def name(known: str) -> str:
    return known.strip() or NAMELESS
