"""The few pages that an install goes through. They stand alone: nobody is signed in yet."""

import base64
from hashlib import sha256
from html import escape

from starlette.responses import HTMLResponse

STYLE = (
    "body{font:18px/1.5 Georgia,serif;max-width:34rem;margin:15vh auto;padding:0 1rem;color:#222;"
    "background:#fffdf8}h1{font-size:1.6rem}a.go{display:inline-block;padding:.6rem 1.2rem;"
    "background:#1f4d3a;color:#fff;text-decoration:none;border-radius:.3rem}"
    "a.go:focus{outline:3px solid #c98a00}"
    "@media(prefers-color-scheme:dark){body{color:#eee;background:#1b1a18}a.go{background:#9fd3b8;color:#111}}"
)
_HASH = base64.b64encode(sha256(STYLE.encode()).digest()).decode()
HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def page(
    title: str, *paragraphs: str, button: tuple[str, str] | None = None, status: int = 200
) -> HTMLResponse:
    """Every word is plain text, and escaped. The button is a link: its words, and where it leads."""
    said = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    link = f'<p><a class="go" href="{escape(button[1])}">{escape(button[0])}</a></p>' if button else ""
    return HTMLResponse(
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{said}{link}</main></body></html>",
        status,
        HEADERS,
    )
