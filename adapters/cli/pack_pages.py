"""What `debrief packs` reads and prints."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from adapters.terminal.harmless import harmless
from bot.domain.group import Group
from bot.domain.pack import NewOwn, PackFile
from bot.errors import UserMustAct
from bot.library.archive import MOST_ZIPPED
from bot.library.given import OTHER_SUFFIXES
from bot.library.read import SUFFIX
from bot.practice.packs.add import Added, Refused
from bot.practice.packs.listing import Listed


def files_at(places: Iterable[Path]) -> list[PackFile]:
    """The files, and what of the folders is meant to be a scenario. Raises UserMustAct for none."""
    files = [file for place in places for file in _files(place)]
    return [PackFile(str(file), _read(file)) for file in dict.fromkeys(files)]


def _files(place: Path) -> list[Path]:
    if not place.is_dir():
        return [place]
    found = sorted(one for suffix in (SUFFIX, *OTHER_SUFFIXES) for one in place.glob(f"*{suffix}"))
    if not found:
        raise UserMustAct(f"No {SUFFIX} file is in {place}. Nothing was changed. Name another folder.")
    return found


def _read(file: Path) -> bytes:
    """No more of it than is needed to see that it is too large."""
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_ZIPPED + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UserMustAct(
            f"{file} can't be read: {reason}. Nothing was changed. Check its name, and that you may open it."
        ) from error


def told_of_adding(group: Group, done: Added | Refused) -> list[str]:
    if isinstance(done, Refused):
        return [harmless(str(problem)) for problem in done.problems]
    parts = (("Added", done.new), ("Replaced", done.replaced), ("As it was", done.same))
    return [f"{says}: {one.id} ({_title(one.scenario.title)})" for says, part in parts for one in part] or [
        f"Nothing to add to {group.name}."
    ]


def summary(group: Group, done: Added | Refused) -> str:
    if isinstance(done, Refused):
        return (
            f"{_count(done.files, 'file')}, {_count(len(done.problems), 'problem')}. "
            f"Nothing was added to {harmless(group.name)}."
        )
    changed = len(done.new) + len(done.replaced)
    return f"{_count(changed, 'scenario')} of {harmless(group.name)} changed; no other group sees them."


def adding_as_json(group: Group, done: Added | Refused) -> dict[str, Any]:
    refused, added = (done, Added()) if isinstance(done, Refused) else (None, done)
    return {
        "group": group.id,
        "added": _ids(added.new),
        "replaced": _ids(added.replaced),
        "unchanged": _ids(added.same),
        "problems": [asdict(problem) for problem in refused.problems] if refused else [],
    }


def told_of_pack(group: Group, listed: Sequence[Listed]) -> list[str]:
    if not listed:
        return [f"{harmless(group.name)} has no scenarios of its own. `debrief packs add` adds some."]
    widest = max(len(one.own.id) for one in listed)
    return [f"{one.own.id:<{widest}}  {_title(one.own.title)}{_standing(one)}" for one in listed]


def told_of_groups(groups: Sequence[tuple[Group, int]]) -> list[str]:
    return [f"{group.id:>6}  {harmless(group.name)}: {own}" for group, own in groups] or [
        "No group has scenarios of its own."
    ]


def pack_as_json(listed: Sequence[Listed]) -> list[dict[str, Any]]:
    return [
        {
            "id": one.own.id,
            "title": one.own.title,
            "difficulty": one.own.entry.difficulty,
            "track": one.own.entry.track,
            "added_at": one.own.added_at.isoformat(),
            "digest": one.own.digest,
            "readable": one.readable,
            "posted": one.posted,
            "queued": one.queued,
        }
        for one in listed
    ]


def _title(title: str) -> str:
    return harmless(" ".join(title.split()))


def _standing(one: Listed) -> str:
    said = [word for word, holds in (("posted", one.posted), ("in the queue", one.queued)) if holds]
    if not one.readable:
        said.append("can't be read by this version, and is left out: add its file anew")
    return f" ({', '.join(said)})" if said else ""


def _ids(scenarios: Iterable[NewOwn]) -> list[str]:
    return [str(one.id) for one in scenarios]


def _count(number: int, thing: str) -> str:
    return f"{number or 'no'} {thing}{'' if number == 1 else 's'}".capitalize()
