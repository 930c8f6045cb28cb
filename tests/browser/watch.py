"""What a page must never do, noticed while a test does something else."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page, Request, Response

ON_VIOLATION = """
addEventListener('securitypolicyviolation', (event) => {
  console.error(`Content security policy: ${event.effectiveDirective} forbids ${event.blockedURI}`);
});
"""
SAID_TWICE = "Failed to load resource"
"""The console's word, at any time later, on an answer or a request that is noted when it happens."""
LEAVING = "net::ERR_ABORTED"
"""How a browser ends what a page had open when its reader goes elsewhere."""
NO_SERVER = (
    "net::ERR_CONNECTION_REFUSED",
    "net::ERR_CONNECTION_RESET",
    "net::ERR_CONTENT_LENGTH_MISMATCH",
    "net::ERR_EMPTY_RESPONSE",
    "net::ERR_INCOMPLETE_CHUNKED_ENCODING",
)
"""What a page meets when its server is killed, and until it is back."""


class Watch:
    """Collects errors on the console and of scripts, breaches of the policy, and requests that failed."""

    def __init__(self, context: BrowserContext) -> None:
        self.faults: list[str] = []
        self._expected: tuple[str, ...] = ()
        context.add_init_script(ON_VIOLATION)
        context.on("console", self._console)
        context.on("weberror", lambda error: self._note(f"script: {error.error}"))
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)
        context.on("page", self._opened)

    @contextmanager
    def expecting(self, *words: str) -> Iterator[None]:
        """Faults that say one of these are part of the story."""
        before, self._expected = self._expected, (*self._expected, *words)
        try:
            yield
        finally:
            self._expected = before

    def _note(self, fault: str) -> None:
        if not any(words in fault for words in self._expected):
            self.faults.append(fault)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(SAID_TWICE):
            self._note(f"console: {message.text} ({message.location.get('url', '')})")

    def _failed(self, request: Request) -> None:
        if request.failure != LEAVING:
            self._note(f"request: {request.failure} {request.method} {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self._note(f"response: {response.status} {response.request.method} {response.url}")

    def _opened(self, page: Page) -> None:
        page.on("dialog", self._asked)

    def _asked(self, dialog: Dialog) -> None:
        self._note(f"dialog: {dialog.message}")
        dialog.dismiss()
