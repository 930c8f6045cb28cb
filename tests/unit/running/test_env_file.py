import stat
from pathlib import Path

import pytest
from dotenv import dotenv_values
from hypothesis import given
from hypothesis import strategies as st

from adapters.cli.env_file import write_values
from bot.errors import UserMustAct


def test_other_lines_are_kept_and_ours_replaced(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("# mine\nPOSTGRES_PASSWORD='a b'\nexport DEBRIEF_PORT=1\nDATABASE_URL=old\n")
    file.chmod(0o644)

    write_values(file, {"DEBRIEF_PORT": "8001", "DATABASE_URL": ""})

    assert file.read_text() == "# mine\nPOSTGRES_PASSWORD='a b'\nDEBRIEF_PORT=8001\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]


@given(value=st.text(min_size=1))
def test_what_is_written_is_read_back_or_refused(
    tmp_path_factory: pytest.TempPathFactory, value: str
) -> None:
    file = tmp_path_factory.mktemp("env") / ".env"
    try:
        write_values(file, {"KEPT": "1", "VALUE": value})
    except UserMustAct:
        assert not file.exists()
        assert not value.isprintable() or "'" in value or "\\" in value
        return
    assert dotenv_values(file) == {"KEPT": "1", "VALUE": value}
