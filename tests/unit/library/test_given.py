"""Files that somebody gives: whatever they hold, the answer is a sentence, and comes soon."""

import tracemalloc
from collections.abc import Callable
from io import BytesIO
from itertools import islice
from random import Random
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from bot.domain.ids import ScenarioId
from bot.domain.pack import MOST_OWN, PackFile
from bot.library.archive import MOST_UNZIPPED, MOST_ZIPPED
from bot.library.beside import There
from bot.library.encoding import MOST_BYTES
from bot.library.given import MOST_TOLD, check
from bot.library.library import Library
from tests.fakes.own_pack import own_file, own_text

NOTHING_ELSE = There({})
SOUND = own_text("wet-paint")
SECONDS = 20


def zipped(files: dict[str, bytes], name: str = "ours.zip") -> PackFile:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return PackFile(name, made.getvalue())


def said_of(*files: PackFile) -> list[str]:
    found = check(files, NOTHING_ELSE)
    assert not (found.problems and found.scenarios)
    return [str(problem) for problem in found.problems]


def test_sound_files_are_taken_with_their_text_as_it_was_written() -> None:
    files = [own_file("wet-paint"), own_file("dry-dock")]
    found = check(files, NOTHING_ELSE)
    assert found.problems == ()
    assert [new.id for new in found.scenarios] == ["wet-paint", "dry-dock"]
    assert [new.text.encode() for new in found.scenarios] == [file.data for file in files]
    assert found.scenarios[0].digest != found.scenarios[1].digest


def test_one_mistake_keeps_all_of_them_out() -> None:
    broken = PackFile("dry-dock.yaml", own_text("dry-dock").replace("minutes: 15\n", "").encode())
    found = check([own_file("wet-paint"), broken], NOTHING_ELSE)
    assert (found.files, found.scenarios, len(found.problems)) == (2, (), 1)


def test_a_draft_that_nobody_has_read_is_not_taken() -> None:
    draft = PackFile(
        "wet-paint.yaml", SOUND.replace("format: 1\n", "format: 1\ndraft: by a model\n").encode()
    )
    found = check([draft], NOTHING_ELSE)
    assert found.scenarios == ()
    assert "draft" in found.problems[0].message


def test_two_of_one_id_are_named() -> None:
    twice = [PackFile(f"{place}/wet-paint.yaml", SOUND.encode()) for place in ("a", "b")]
    assert said_of(*twice) == [
        (
            "b/wet-paint.yaml:2: The id `wet-paint` is taken by a/wet-paint.yaml — "
            "give one of the two another id and file name"
        )
    ]


def test_two_that_are_alike_are_named() -> None:
    again = PackFile("dry-dock.yaml", SOUND.replace("wet-paint", "dry-dock").encode())
    assert said_of(own_file("wet-paint"), again) == [
        (
            "dry-dock.yaml:11: `prompt` is nearly that of wet-paint.yaml: 100% of its phrases are the same — "
            "rewrite one of the two, or drop it"
        ),
        (
            "dry-dock.yaml:231: `answers.strong.text` is nearly that of wet-paint.yaml: "
            "100% of its phrases are the same — rewrite one of the two, or drop it"
        ),
    ]


def test_likeness_to_what_the_library_and_the_group_have_is_named(library: Library) -> None:
    (known,) = check([own_file("wet-paint")], NOTHING_ELSE).scenarios
    again = PackFile("dry-dock.yaml", SOUND.replace("wet-paint", "dry-dock").encode())
    for there, called in (
        (There({**library.scenarios, known.id: known.scenario}), "the library's `wet-paint`"),
        (There(library.scenarios, {known.id: known.scenario}), "this group's `wet-paint`"),
    ):
        said = [str(problem) for problem in check([again], there).problems]
        assert said[0] == (
            f"dry-dock.yaml:11: `prompt` is nearly that of {called}: 100% of its phrases are the same — "
            "rewrite it, or drop it"
        )
        assert len(said) == 2


def test_a_groups_own_may_be_given_again(library: Library) -> None:
    (known,) = check([own_file("wet-paint")], NOTHING_ELSE).scenarios
    again = check([own_file("wet-paint")], There(library.scenarios, {known.id: known.scenario}))
    assert again.problems == ()


def test_a_zip_is_opened_wherever_its_files_lie() -> None:
    files = {
        "ours/deep/wet-paint.yaml": SOUND.encode(),
        "ours/read me.txt": b"Hello.",
        "__MACOSX/ours/._wet-paint.yaml": b"\x00\x05",
        "ours/.hidden.yaml": b"x",
    }
    found = check([zipped(files)], NOTHING_ELSE)
    assert found.problems == ()
    assert [new.id for new in found.scenarios] == ["wet-paint"]


def test_mistakes_in_a_zip_name_the_file_inside() -> None:
    assert said_of(zipped({"ours/wet-paint.yml": SOUND.encode(), "../../dry-dock.yaml": b""})) == [
        "ours.zip/../../dry-dock.yaml:1: The file is empty — begin with `format: 1`, `id:` and `title:`",
        (
            "ours.zip/ours/wet-paint.yml:1: Debrief reads `.yaml` files only, so this one was not read — "
            "rename it to `wet-paint.yaml`"
        ),
    ]


STRANGE: dict[str, tuple[PackFile, str]] = {
    "binary": (PackFile("a.yaml", b"\x00\x01\xff\xfe" * 99), "This is not UTF-8 text"),
    "picture": (PackFile("a.png", b"\x89PNG\r\n"), "Debrief reads `.yaml` files only"),
    "no name": (PackFile("", b"x"), "Debrief reads `.yaml` files only"),
    "empty": (PackFile("a.yaml", b""), "The file is empty"),
    "blank": (PackFile("a.yaml", b"\n \n# nothing\n"), "The file is empty"),
    "huge": (PackFile("a.yaml", b"x" * (MOST_BYTES + 1)), "The file is larger than 256 KB"),
    "UTF-16": (PackFile("a.yaml", SOUND.encode("utf-16")), "This is not UTF-8 text"),
    "Latin 1": (PackFile("a.yaml", "title: Bär\n".encode("latin-1")), "This is not UTF-8 text"),
    "NUL": (PackFile("a.yaml", b"title: a\x00b\n"), "There is an invisible control character (U+0000)"),
    "two documents": (PackFile("a.yaml", f"{SOUND}---\n{SOUND}".encode()), "A second document begins at"),
    "a bare list": (PackFile("a.yaml", b"- 1\n"), "The file should hold fields, but is a list"),
    "deep brackets": (PackFile("a.yaml", b"[" * 200_000), "Fields are nested more than 20 deep"),
    "deep braces": (PackFile("a.yaml", b"{a: " * 60_000), "Fields are nested more than 20 deep"),
    "anchors": (PackFile("a.yaml", b"a: &a [1]\nb: [*a, *a]\n"), "begins with `&a`, which YAML takes"),
    "a merge": (PackFile("a.yaml", b"a: 1\n<<: *b\n"), "begins with `*b`, which YAML takes"),
    "a tag": (PackFile("a.yaml", b"a: !!python/object:os.system x\n"), "begins with `tag:yaml.org"),
    "many fields": (PackFile("a.yaml", b"x: 1\n" * 50_000), "more than 5,000 fields and entries"),
    "many entries": (PackFile("a.yaml", b"criteria:\n" + b"- {}\n" * 50_000), "more than 5,000 fields"),
    "no zip": (PackFile("a.zip", b"PK\x03\x04 no"), "This can't be opened as a zip"),
    "empty zip": (PackFile("a.zip", b""), "This can't be opened as a zip"),
    "bare zip": (zipped({"read me.txt": b"x"}), "There is no .yaml file in this zip"),
    "big zip": (PackFile("a.zip", b"x" * (MOST_ZIPPED + 1)), "The zip is larger than 8 MB"),
    "full zip": (zipped({f"{n}.yaml": b"" for n in range(MOST_OWN + 1)}), "There are 201 scenario files"),
    "endless zip": (
        zipped({f"{n}.yaml": b"\n" * (MOST_UNZIPPED // 80) for n in range(100)}),
        "are larger than 16 MB together",
    ),
}


@pytest.mark.parametrize("what", STRANGE)
def test_strange_files_are_answered_with_a_sentence(what: str) -> None:
    file, says = STRANGE[what]
    began = process_time()
    said = said_of(file)
    assert says in said[0]
    assert " — " in said[0]
    assert process_time() - began < SECONDS


def test_no_more_is_unpacked_than_is_read() -> None:
    bomb = zipped({"wet-paint.yaml": b"\n" * 100_000_000})
    tracemalloc.start()
    assert "The file is larger than 256 KB" in said_of(bomb)[0]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_a_locked_zip_is_named() -> None:
    packed = bytearray(zipped({"wet-paint.yaml": SOUND.encode()}).data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        packed[packed.index(mark) + offset] |= 1
    assert said_of(PackFile("ours.zip", bytes(packed))) == [
        "ours.zip/wet-paint.yaml:1: This file is locked by a password — zip it without one"
    ]


def test_too_many_files_are_one_sentence() -> None:
    said = said_of(*(PackFile(f"n-{n}.yaml", b"") for n in range(MOST_OWN + 1)))
    assert said == ["n-0.yaml:1: This and 200 more are too many files — 200 are the most"]


def test_thousands_of_mistakes_are_cut_off() -> None:
    crowded = b"criteria:\n" + b"- {}\n" * 4_900
    began = process_time()
    assert len(said_of(*(PackFile(f"n-{n}.yaml", crowded) for n in range(50)))) == MOST_TOLD
    assert process_time() - began < SECONDS


def test_a_name_that_would_write_on_a_screen_or_in_a_chat_is_shown_harmless() -> None:
    (said,) = said_of(PackFile("a\x1b[2J`\n@everyone\u202e.yaml", b""))
    assert said.startswith("a?[2J??@everyone?.yaml:1: The file is empty")
    (long,) = said_of(PackFile("x" * 999 + ".yaml", b""))
    assert len(long) < 250


def damages(data: bytes, chance: Random) -> bytes:
    found = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        found[chance.randrange(len(found))] = chance.randrange(256)
    return bytes(found[: chance.randint(1, len(found))])


@pytest.mark.parametrize("make", [lambda d: PackFile("wet-paint.yaml", d), lambda d: PackFile("a.zip", d)])
def test_whatever_is_damaged_is_answered(make: Callable[[bytes], PackFile]) -> None:
    chance = Random(7)
    whole = (
        SOUND.encode() if make(b"").name.endswith("yaml") else zipped({"wet-paint.yaml": SOUND.encode()}).data
    )
    for _ in islice(iter(int, 1), 60):
        found = check([make(damages(whole, chance))], NOTHING_ELSE)
        assert found.problems or found.scenarios


def test_what_is_there_is_named_by_its_id() -> None:
    (known,) = check([own_file("wet-paint")], NOTHING_ELSE).scenarios
    found = check([own_file("wet-paint")], There({ScenarioId("wet-paint"): known.scenario}))
    assert [str(problem) for problem in found.problems] == [
        (
            "wet-paint.yaml:2: The library has a scenario `wet-paint` already — "
            "give yours another id and file name"
        )
    ]
