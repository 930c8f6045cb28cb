"""The core doesn't need the terminal: with the adapter deleted every module of it still imports."""

import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
IMPORT_ALL = """
import pkgutil
from importlib import import_module
import bot
names = [found.name for found in pkgutil.walk_packages(bot.__path__, "bot.")]
for name in names:
    import_module(name)
print(len(names), bot.__file__)
"""


def test_every_module_of_the_core_imports_without_it(tmp_path: Path) -> None:
    for name in ("bot", "adapters", "scenarios", "alembic"):
        shutil.copytree(CHECKOUT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.rmtree(tmp_path / "adapters" / "terminal")

    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_ALL],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stderr
    count, place = result.stdout.split(maxsplit=1)
    assert int(count) > 50
    assert Path(place.strip()).is_relative_to(tmp_path)
