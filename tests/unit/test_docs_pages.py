from pathlib import Path

import pytest

from scripts.check_docs import Page, block_faults, faults, link_faults, span_faults

MAKEFILE = """
setup: ## once
	@sh scripts/setup.sh

demo: setup ## a day
	@$(BIN)/debrief demo $(ARGS)
"""
GOOD = """
# Debrief

Read [the map](docs/map.md#one-way-in) and `bot/ports.py::Clock`, then `make setup`. `a/b` is no path of ours.

```sh
make demo ARGS="--terminal --fast"   # a minute
DEBRIEF_PORT=8123 debrief up --role web
.venv/bin/python -m pytest -q bot/ports.py::Clock
```

1. In a list:

   ```sh
   make setup ARGS=-k
   ```

```text
 asked for the time ──> bot/ports.py, adapters/none
```

```yaml
anything: [goes](nowhere.md)
```
"""


@pytest.fixture
def page(tmp_path: Path) -> Page:
    for name, text in {
        "README.md": GOOD,
        "Makefile": MAKEFILE,
        "docs/map.md": "# Map\n\n## One way in\n",
        "bot/ports.py": "class Clock:\n    def now(self): ...\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Page(tmp_path / "README.md", tmp_path)


def told(page: Page) -> list[str]:
    return [*link_faults(page), *span_faults(page), *block_faults(page)]


def test_the_pages_of_this_checkout_hold() -> None:
    assert faults(Path(__file__).parents[2]) == []


def test_a_page_that_holds_has_no_fault(page: Page) -> None:
    assert told(page) == []


def test_what_is_made_on_demand_need_not_be_there(page: Page) -> None:
    (page.root / "build/lock").mkdir(parents=True)
    page.path.write_text(f"{GOOD}\nPictures go to `build/pictures`.\n", encoding="utf-8")
    assert told(page) == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("docs/map.md#", "docs/plan.md#", "docs/plan.md#one-way-in leads nowhere"),
        ("#one-way-in", "#two-ways-in", "no heading for #two-ways-in"),
        ("`bot/ports.py", "`bot/gates.py", "no bot/gates.py"),
        ("py::Clock`", "py::Watch`", "no Watch in bot/ports.py"),
        ("`make setup`", "`make set-up`", "no target set-up"),
        ("make demo", "make play", "no target play"),
        ("--fast", "--faster", "debrief refuses “demo --terminal --faster”"),
        ("debrief up", "debrief down", "debrief refuses “down"),
        ("pytest -q bot/ports.py", "pytest -q bot/gates.py", "no bot/gates.py"),
        (".venv/bin/python -m", "tox -m", "tox is unknown"),
        ("make setup ARGS", "make settle ARGS", "no target settle"),
        ("> bot/ports.py", "> bot/gates.py", "no bot/gates.py"),
    ],
)
def test_what_does_not_hold_is_told(page: Page, before: str, after: str, fault: str) -> None:
    page.path.write_text(GOOD.replace(before, after), encoding="utf-8")
    assert any(fault in sentence for sentence in told(page)), told(page)
