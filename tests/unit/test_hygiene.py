import shutil
import subprocess
from pathlib import Path

import pytest

MAKEFILE = Path(__file__).parents[2] / "Makefile"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    shutil.copy(MAKEFILE, tmp_path)
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    return tmp_path


def check(checkout: Path) -> subprocess.CompletedProcess[str]:
    command = ["make", "--no-print-directory", "check-hygiene"]
    return subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)


def test_clean_files_pass(checkout: Path) -> None:
    (checkout / "page.md").write_text("See bench/results/ and https://example.org/homework/today.\n")

    assert check(checkout).returncode == 0


@pytest.mark.parametrize(
    "line",
    ["data = '/" + "work/notes'", "cd /" + "root/debrief", "--index-url https://py" + "pi.org/simple"],
)
def test_machine_paths_and_registry_hosts_fail(checkout: Path, line: str) -> None:
    (checkout / "notes.txt").write_text(f"{line}\n")

    result = check(checkout)

    assert result.returncode != 0
    assert "notes.txt:1:" in result.stdout
