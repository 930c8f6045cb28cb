"""The watch that every other test relies on notices what it should."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.browser.watch import Watch

STRICT = {"content-security-policy": "default-src 'none'; script-src 'self'", "content-type": "text/html"}
FAULTY = {
    "a script that breaks": ("<script src='/breaks.js'></script>", "script: "),
    "an error that is logged": ("<script src='/logs.js'></script>", "console: so it goes"),
    "a script in the page": ("<script>document.title = 'ran'</script>", "Content security policy: "),
    "a style in the page": ("<p style='color: red'>red</p>", "Content security policy: "),
    "a file that isn't there": ("<script src='/gone.js'></script>", "response: 404"),
    "a server that is away": ("<script src='/away.js'></script>", "request: net::ERR_CONNECTION_REFUSED"),
    "a box that asks": ("<script src='/asks.js'></script>", "dialog: well?"),
}
SCRIPTS = {
    "/breaks.js": "nothing.here()",
    "/logs.js": "console.error('so it goes')",
    "/asks.js": "alert('well?')",
}


def looked_at(browser: Browser, body: str) -> tuple[BrowserContext, Page, Watch]:
    def answer(route: Route) -> None:
        path = route.request.url.removeprefix("http://room.test")
        if path == "/":
            route.fulfill(body=f"<!doctype html><title>Room</title>{body}", headers=STRICT)
        elif path == "/away.js":
            route.abort("connectionrefused")
        elif path in SCRIPTS:
            route.fulfill(body=SCRIPTS[path], content_type="text/javascript")
        else:
            route.fulfill(status=404, body="Nothing is here.")

    context = browser.new_context()
    context.route("**/*", answer)
    watch = Watch(context)
    page = context.new_page()
    page.goto("http://room.test/")
    page.wait_for_load_state("networkidle")
    return context, page, watch


@pytest.mark.parametrize("fault", FAULTY)
def test_a_fault_of_a_page_is_noticed(browser: Browser, fault: str) -> None:
    body, noticed = FAULTY[fault]
    context, _, watch = looked_at(browser, body)
    assert any(noticed in said for said in watch.faults), watch.faults
    context.close()


def test_a_page_without_faults_is_left_in_peace(browser: Browser) -> None:
    context, _, watch = looked_at(browser, "<p>All is well.</p>")
    assert watch.faults == []
    context.close()


def test_what_is_expected_is_not_held_against_a_page(browser: Browser) -> None:
    context, page, watch = looked_at(browser, "<p>All is well.</p>")
    with watch.expecting("404"):
        page.goto("http://room.test/nowhere")
    assert watch.faults == []
    page.goto("http://room.test/nowhere")
    assert watch.faults != []
    context.close()
