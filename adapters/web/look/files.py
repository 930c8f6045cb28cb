"""The files that pages load: fonts, styles, scripts. Read once, kept in memory."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "static"
MEDIA_TYPES: Mapping[str, str] = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
PREFIX = "/static"


@dataclass(frozen=True, slots=True)
class File:
    content: bytes
    media_type: str
    etag: str


@dataclass(frozen=True, slots=True)
class Files:
    """Files by name, under one edition: a hash of all of them, so that any change gives new addresses."""

    edition: str
    named: Mapping[str, File]

    def address(self, name: str) -> str:
        """Where a page finds a file. Raises KeyError when there is none: no page links to nothing."""
        _ = self.named[name]
        return f"{PREFIX}/{self.edition}/{name}"


def read(folder: Path) -> Files:
    named = {
        path.relative_to(folder).as_posix(): _file(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in MEDIA_TYPES
    }
    digest = hashlib.sha256()
    for name, file in named.items():
        digest.update(f"{name} {file.etag}\n".encode())
    return Files(digest.hexdigest()[:12], named)


def _file(path: Path) -> File:
    content = path.read_bytes()
    return File(content, MEDIA_TYPES[path.suffix], f'"{hashlib.sha256(content).hexdigest()[:16]}"')


FILES = read(FOLDER)
