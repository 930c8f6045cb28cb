"""Say which links, paths and commands in the README and docs/ don't hold."""

import ast
import contextlib
import io
import re
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from adapters.cli import command_line

ROOT = Path(__file__).parent.parent
FENCE = re.compile(r"^ *```(?P<kind>[^\n]*)\n(?P<body>.*?)^ *```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
SPAN = re.compile(r"`(?P<span>[^`\n]+)`")
HEADING = re.compile(r"^#+ +(?P<title>.+)$", re.MULTILINE)
TARGET = re.compile(r"^(?P<name>[a-z][a-z-]*):", re.MULTILINE)
ASSIGNMENT = re.compile(r"^[A-Z_]+=")
FILE = re.compile(r"^[\w.*-]+(/[\w.*-]+)+/?$")
ENDINGS = (".md", ".py", ".svg", ".toml", ".yaml", ".yml", ".json", ".sh")
MADE_ON_DEMAND = "build"
"""The folder of what commands make: whether it's there, and what is in it, says nothing about a page."""
PLACEHOLDER = re.compile(r"…|\b[A-Z]{2,}\b(?!=)")


@dataclass(frozen=True, slots=True)
class Page:
    path: Path
    root: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(self.root).as_posix()

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def prose(self) -> str:
        """Without the fenced blocks, which hold samples."""
        return FENCE.sub("", self.text)

    @property
    def anchors(self) -> set[str]:
        titles = (found["title"].lower().replace("`", "") for found in HEADING.finditer(self.prose))
        return {re.sub(r"[^\w\- ]", "", title).strip().replace(" ", "-") for title in titles}


def pages(root: Path) -> list[Page]:
    """The pages that a reader may open."""
    return [Page(path, root) for path in [root / "README.md", *sorted(root.glob("docs/**/*.md"))]]


def faults(root: Path) -> list[str]:
    """Everything that doesn't hold, one sentence each."""
    return [
        f"{page.name}: {fault}"
        for page in pages(root)
        for fault in (*link_faults(page), *span_faults(page), *block_faults(page))
    ]


def link_faults(page: Page) -> Iterator[str]:
    """Relative links that lead nowhere."""
    for found in LINK.finditer(page.prose):
        file, _, anchor = found["target"].partition("#")
        if "://" in file or file.startswith("mailto:"):
            continue
        wanted = page.path.parent / file if file else page.path
        if not wanted.exists():
            yield f"the link to {found['target']} leads nowhere."
        elif anchor and anchor not in Page(wanted, page.root).anchors:
            yield f"{file or 'the page'} has no heading for #{anchor}."


def span_faults(page: Page) -> Iterator[str]:
    """Paths, names and commands in code type that aren't there."""
    for found in SPAN.finditer(page.prose):
        span = found["span"]
        if not span.startswith(("make ", "debrief ")):
            yield from path_faults(span, page.root)
        elif not PLACEHOLDER.search(span):
            yield from command_faults(span, page.root)


def path_faults(span: str, root: Path) -> Iterator[str]:
    """A path is told by its first folder or its ending; `file.py::name` names something inside."""
    path, _, name = span.partition("::")
    top = path.partition("/")[0]
    if top == MADE_ON_DEMAND:
        return
    if not FILE.match(path) or not ((root / top).exists() or path.endswith(ENDINGS)):
        return
    if not any(root.glob(path.rstrip("/"))):
        yield f"there is no {path}."
    elif name and name not in names_in(root / path):
        yield f"there is no {name} in {path}."


def names_in(module: Path) -> set[str]:
    """What a module defines, at any depth."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                names.add(node.name)
            case ast.Assign():
                names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
            case ast.AnnAssign(target=ast.Name(id=name)):
                names.add(name)
    return names


def block_faults(page: Page) -> Iterator[str]:
    """Commands in `sh` blocks that would fail before they did anything; paths in drawings."""
    for found in FENCE.finditer(page.text):
        match found["kind"].strip():
            case "sh":
                for line in found["body"].splitlines():
                    yield from command_faults(line, page.root)
            case "text":
                for word in found["body"].split():
                    yield from path_faults(word.strip(",.│"), page.root)


def command_faults(line: str, root: Path) -> Iterator[str]:
    """What's wrong with a command line; a line that can't be judged is a fault too."""
    words = shlex.split(line, comments=True)
    while words and ASSIGNMENT.match(words[0]):
        words.pop(0)
    match words:
        case [] | ["cd", _] | ["git", "clone", *_]:
            return
        case ["make", *rest]:
            yield from make_faults(rest, root)
        case ["debrief" | ".venv/bin/debrief", *rest]:
            yield from debrief_faults(rest)
        case [".venv/bin/python", *rest]:
            yield from python_faults(rest, root)
        case [program, *_]:
            yield f"nothing here can judge “{line}”: {program} is unknown."


def make_faults(words: list[str], root: Path) -> Iterator[str]:
    """Unknown targets, and arguments that the target's own command refuses."""
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    known = {found["name"] for found in TARGET.finditer(makefile)}
    extra = [word.removeprefix("ARGS=") for word in words if word.startswith("ARGS=")]
    for target in (word for word in words if not ASSIGNMENT.match(word)):
        if target not in known:
            yield f"make has no target {target}."
        elif recipe := re.search(
            rf"^{target}:.*\n\t@\$\(BIN\)/debrief (\w+) \$\(ARGS\)$", makefile, re.MULTILINE
        ):
            yield from debrief_faults([recipe[1], *shlex.split(" ".join(extra))])


def debrief_faults(words: list[str]) -> Iterator[str]:
    """Asks the command for help with the same words: it reads all of them before it answers."""
    asked = next((word for word in words if not word.startswith("-")), None)
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            command_line(asked).main([*words, "--help"], prog_name="debrief")
        except SystemExit as ended:
            if not ended.code:
                return
    yield f"debrief refuses “{shlex.join(words)}”."


def python_faults(words: list[str], root: Path) -> Iterator[str]:
    """Modules, scripts and test files that a command names."""
    match words:
        case ["-m", "pytest", *rest]:
            named = [word.partition("::")[0] for word in rest if "/" in word]
        case ["-m", module, *_]:
            named = [module.replace(".", "/")]
        case [script, *_]:
            named = [script]
        case _:
            named = []
    yield from (f"there is no {path}." for path in named if not (root / path).exists())


if __name__ == "__main__":
    found = faults(ROOT)
    print("\n".join(found) or "Every link, path and command in the pages holds.")
    sys.exit(1 if found else 0)
