"""Say where pyproject.toml, docs/dependencies.md and the pinned requirements differ."""

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
COLUMNS = ("package", "reason", "licence", "health", "weight")
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ]+)", re.MULTILINE)
ADDRESS = re.compile(r"^-|://", re.MULTILINE)

Declared = dict[str, list[Requirement]]


def declared(pyproject: str) -> Declared:
    """What pyproject.toml asks for, by the lock file that has to hold it."""
    content = tomllib.loads(pyproject)
    project, groups = content["project"], content["dependency-groups"]
    runtime = project["dependencies"]
    build = groups["build"]
    rest = [line for line in groups["dev"] if isinstance(line, str)]
    everything = [*runtime, *project["optional-dependencies"]["embedded"], *rest, *build]
    lines = {
        "run": runtime,
        "build": build,
        "dev": everything,
        "browser": groups["browser"],
        "bench": groups["bench"],
    }
    return {file: [Requirement(line) for line in wanted] for file, wanted in lines.items()}


def page_faults(wanted: list[Requirement], page: str) -> list[str]:
    """Where the page and pyproject.toml differ. A package is a table row that opens with its name in code."""
    lines = [line for line in page.splitlines() if line.startswith("| `")]
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in lines]
    named = {canonicalize_name(row[0].split("`")[1]): row for row in rows}
    asked = {canonicalize_name(requirement.name) for requirement in wanted}
    return [
        *(f"docs/dependencies.md says nothing of {name}." for name in sorted(asked - named.keys())),
        *(f"docs/dependencies.md lists {name}, which is not used." for name in sorted(named.keys() - asked)),
        *(
            f"docs/dependencies.md: the row of {name} needs {', '.join(COLUMNS)}."
            for name, row in named.items()
            if len(row) != len(COLUMNS) or not all(row)
        ),
    ]


def lock_faults(file: str, wanted: list[Requirement], text: str) -> list[str]:
    """What of pyproject.toml a pinned file does not hold, and any address in it."""
    pins = {canonicalize_name(name): Version(version) for name, version in PIN.findall(text)}
    faults = [f"requirements/{file}.txt names an address or an option."] if ADDRESS.search(text) else []
    for requirement in wanted:
        pin = pins.get(canonicalize_name(requirement.name))
        if pin is None or pin not in requirement.specifier:
            faults.append(f"requirements/{file}.txt has {pin or 'no pin'} for {requirement}: run make lock.")
    return faults


def faults(root: Path) -> list[str]:
    """Every difference, one sentence each."""
    wanted = declared((root / "pyproject.toml").read_text(encoding="utf-8"))
    everything = [*wanted["dev"], *wanted["browser"], *wanted["bench"]]
    found = page_faults(everything, (root / "docs/dependencies.md").read_text(encoding="utf-8"))
    for file, requirements in wanted.items():
        text = (root / f"requirements/{file}.txt").read_text(encoding="utf-8")
        found += lock_faults(file, requirements, text)
    return found


if __name__ == "__main__":
    found = faults(ROOT)
    print("\n".join(found) or "Dependencies, their page and their pins agree.")
    sys.exit(1 if found else 0)
