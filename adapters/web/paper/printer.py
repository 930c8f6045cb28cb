"""The committee's packet as one HTML file. Nothing in it is loaded, nothing in it runs."""

import base64
import hashlib

from markupsafe import Markup

from adapters.web.look.files import FILES
from adapters.web.look.templates import rendered
from bot.domain.committee_told import CommitteePacket
from bot.domain.grade import Band

FONTS = {"Source Serif 4": "source-serif-4-latin", "Source Sans 3": "source-sans-3-latin"}


def _style() -> str:
    """The fonts, the tokens of every page, and this page's own rules."""
    faces = [_face(family, FILES.named[f"fonts/{name}.woff2"].content) for family, name in FONTS.items()]
    return "\n".join((*faces, *(FILES.named[name].content.decode() for name in ("tokens.css", "paper.css"))))


def _face(family: str, font: bytes) -> str:
    source = f"data:font/woff2;base64,{base64.b64encode(font).decode()}"
    return f'@font-face{{font-family:"{family}";font-weight:200 900;src:url({source}) format("woff2")}}'


STYLE = _style()
_DIGEST = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = (
    f"default-src 'none'; style-src 'sha256-{_DIGEST}'; font-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; sandbox"
)
"""Under which such a file may be shown: its own style, its own font, and nothing else."""


class PaperPrinter:
    """The Printer of production."""

    def page(self, packet: CommitteePacket) -> bytes:
        style = Markup(f"<style>{STYLE}</style>")  # noqa: S704  our own files
        return rendered("committee.html", packet=packet, bands=tuple(Band), style=style).encode()
