"""`pack`: what a group has of its own; adds a file that came along, or takes one out."""

from collections.abc import Sequence

from bot.domain.card_parts import Section
from bot.domain.cards import Card, SheetCard
from bot.domain.happenings import GivenFile
from bot.domain.ids import ScenarioId
from bot.domain.pack import PackFile
from bot.domain.queue_edit import slug
from bot.errors import UserMustAct
from bot.library.archive import MOST_ZIPPED
from bot.library.given import shown_name
from bot.practice.commands.asked import Asked
from bot.practice.packs.add import Added, Refused, add_to_pack
from bot.practice.packs.listing import Listed, pack_of
from bot.practice.packs.remove import remove_from_pack

MOST_LISTED = 30
MOST_TOLD = 25
"""Mistakes; whoever mends them gives the file again, and is told of the others."""
BY_FILE = "To add some: `/debrief-admin pack` with a file, one `.yaml` or a zip of several."
BY_HOST = "To add some, ask whoever runs Debrief: `debrief packs add {group} FOLDER`."
WHO_SEES = "No other group sees them."
NONE_YET = "Nothing yet: this group practises what everybody does."


async def pack(it: Asked) -> Card:
    """Show them; or add what was given, or take one out."""
    if it.given.files:
        return await _added(it, it.given.files)
    match it.plain:
        case () | ("add", *_):
            return await _sheet(it, "")
        case ("remove", _, *_):
            scenario = await _meant(it)
            await it.once()
            return await _sheet(it, await remove_from_pack(it.core, it.group.id, it.member.person, scenario))
    raise UserMustAct(
        f"I can't read `{it.words[0].shown}` behind pack. Nothing was changed. "
        "Type `/debrief-admin pack`, or `/debrief-admin pack remove ID`."
    )


async def _meant(it: Asked) -> ScenarioId:
    """By its id, or by its title."""
    named = "-".join(it.plain[1:])
    by_title = {slug(one.own.title): one.own.id for one in await pack_of(it.core, it.group.id)}
    return by_title.get(named, ScenarioId(named))


async def _added(it: Asked, given: Sequence[GivenFile]) -> Card:
    files = [await _fetched(it, file) for file in given]
    await it.once()
    done = await add_to_pack(it.core, it.group.id, it.member.person, files)
    return _refused(done) if isinstance(done, Refused) else await _sheet(it, _changed(done))


async def _fetched(it: Asked, file: GivenFile) -> PackFile:
    """Its bytes, from wherever the chat keeps them."""
    source = it.core.files.get(it.given.source.platform)
    if source is None:
        raise UserMustAct(f"Files can't be read here. Nothing was changed. {_how_to_add(it)}")
    if file.size > MOST_ZIPPED:
        raise UserMustAct(
            f"`{shown_name(file.name)}` is larger than {MOST_ZIPPED // 1024**2} MB, so it was not read. "
            f"Nothing was changed. {BY_FILE}"
        )
    return PackFile(file.name, await source.fetch(file, MOST_ZIPPED))


def _refused(done: Refused) -> Card:
    told = [f"`{p.file}`, line {p.line}: {p.message} — {p.mend}" for p in done.problems[:MOST_TOLD]]
    left = len(done.problems) - len(told)
    if left:
        told.append(f"… and {left} more")
    of = "one file" if done.files == 1 else f"{done.files} files"
    count = "One thing is" if len(done.problems) == 1 else f"{len(done.problems)} things are"
    sections = Section("", (f"{count} to mend in {of}.",)), Section("What to mend", tuple(told))
    return SheetCard("Nothing was added", sections, "Mend it, and give the file again in the same way.")


def _changed(done: Added) -> str:
    parts = (("Added", done.new), ("Replaced", done.replaced), ("As it was", done.same))
    told = (f"{says}: {_some([one.scenario.title for one in part])}." for says, part in parts if part)
    return " ".join(told)


def _some(titles: Sequence[str]) -> str:
    more = len(titles) - MOST_LISTED
    return ", ".join([*map(_flat, titles[:MOST_LISTED]), *([f"and {more} more"] if more > 0 else [])])


async def _sheet(it: Asked, says: str) -> Card:
    listed = await pack_of(it.core, it.group.id)
    lines = [_line(one) for one in listed[:MOST_LISTED]]
    if len(listed) > len(lines):
        lines.append(f"… and {len(listed) - len(lines)} more")
    sections = [Section("", (says,))] if says else []
    sections.append(Section("This group's own", tuple(lines) or (NONE_YET,)))
    closing = [_how_to_add(it)]
    if listed:
        closing.append(f"`/debrief-admin pack remove ID` takes one out. {WHO_SEES}")
    return SheetCard("Scenarios of your own", tuple(sections), " ".join(closing))


def _how_to_add(it: Asked) -> str:
    by_file = it.given.source.platform in it.core.files
    return BY_FILE if by_file else BY_HOST.format(group=it.group.id)


def _line(one: Listed) -> str:
    said = [word for word, holds in (("posted", one.posted), ("in the queue", one.queued)) if holds]
    if not one.readable:
        said.append("left out: this version can't read it, so give its file again")
    standing = f" ({', '.join(said)})" if said else ""
    return f"{_flat(one.own.title)} (`{one.own.id}`){standing}"


def _flat(title: str) -> str:
    return " ".join(title.split())
