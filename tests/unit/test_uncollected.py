"""The garbage collector rests while a start builds, and works again whatever happens."""

import gc
from pathlib import Path

import pytest

from bot.library.library import load
from bot.uncollected import uncollected


def test_it_rests_inside_and_works_again_after_the_outermost_stretch() -> None:
    with uncollected():
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_was_built_is_not_looked_through_afterwards() -> None:
    gc.unfreeze()
    try:
        with uncollected():
            built: list[object] = [[]]
            with uncollected():
                pass
            assert gc.get_freeze_count() == 0
        assert gc.get_freeze_count() > 0
        assert all(one is not built for one in gc.get_objects())
    finally:
        gc.unfreeze()


def test_it_works_again_after_a_failure() -> None:
    with pytest.raises(KeyError), uncollected():
        raise KeyError
    assert gc.isenabled()


def test_reading_a_library_is_such_a_stretch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[bool] = []
    (tmp_path / "one.yaml").touch()

    def read(_file: Path) -> tuple[()]:
        found.append(gc.isenabled())
        return ()

    monkeypatch.setattr("bot.library.library.read_source", read)
    load([tmp_path])

    assert found == [False]
    assert gc.isenabled()
