from pathlib import Path

import pytest

from bot import shipped
from bot.errors import Defect


def test_a_checkout_reads_its_own_folder() -> None:
    assert shipped.folder("scenarios") == Path(__file__).parents[2] / "scenarios"


def test_the_packaged_folder_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packaged, checkout = tmp_path / "packaged", tmp_path / "checkout"
    (packaged / "scenarios").mkdir(parents=True)
    (checkout / "scenarios").mkdir(parents=True)
    (checkout / "alembic").mkdir()
    monkeypatch.setattr(shipped, "PLACES", (packaged, checkout))

    assert shipped.folder("scenarios") == packaged / "scenarios"
    assert shipped.folder("alembic") == checkout / "alembic"


def test_a_folder_that_did_not_come_along_is_named() -> None:
    with pytest.raises(Defect, match="'nowhere'"):
        shipped.folder("nowhere")
