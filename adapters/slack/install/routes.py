"""/slack/install and /slack/oauth_redirect: how further workspaces get the app."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from starlette.responses import HTMLResponse

from adapters.slack.install.door import Door, Grant
from adapters.slack.install.exchange import Exchange, Installed
from adapters.slack.install.page import page
from adapters.slack.install.proof import GOOD_FOR, Proofs, browser_secret
from bot.errors import DebriefError, Misconfigured, RetryLater, UserMustAct
from bot.ports import Clock

log = logging.getLogger(__name__)

INSTALL, REDIRECT = "/slack/install", "/slack/oauth_redirect"
AUTHORIZE = "https://slack.com/oauth/v2/authorize"
COOKIE = "debrief_install"
AGAIN = "Install it anew"
NEXT = "Now invite it to your channel (/invite @Debrief), and type /debrief-admin setup there."
SEEN_TO = (
    "This install was seen to a moment ago, in this browser; the page was only loaded again.",
    f"If it said that Debrief is there, all is well. {NEXT}",
    "If it said that Debrief isn't installed, begin once more.",
)
NOT_INSTALLED = "Not installed"
NOT_SET_UP = (
    "Debrief isn't set up right, so Slack refused. Whoever runs it finds the reason in its log, and with "
    "`debrief doctor`."
)
LONGEST_WORD = 40
"""Of what comes in an address, as far as the log is concerned."""
PAGES = Grant(20, 3), Grant(200, 0.1)
"""Looked at: by one address, and by all."""
EXCHANGES = Grant(5, 12), Grant(20, 3)
"""Codes that Slack is asked about, well below what it allows: renewals of tokens ask it as well."""


def install_doors(now: Callable[[], datetime]) -> tuple[Door, Door]:
    """For the pages, and for the exchange behind them."""
    return Door(*PAGES, now), Door(*EXCHANGES, now)


@dataclass(frozen=True, slots=True)
class Install:
    exchange: Exchange
    proofs: Proofs
    clock: Clock
    scopes: Sequence[str]
    spend: Callable[[str], Awaitable[bool]]
    keep: Callable[[Installed], Awaitable[bool]]
    """Stores it; True when the workspace had been lost."""
    doors: tuple[Door, Door]

    def serve(self, web: FastAPI) -> None:
        web.add_api_route(INSTALL, self.begin, methods=["GET"], include_in_schema=False, response_model=None)
        web.add_api_route(REDIRECT, self.end, methods=["GET"], include_in_schema=False, response_model=None)

    async def begin(self, request: Request) -> HTMLResponse:
        if seconds := self.doors[0].wait(_address(request)):
            return _busy(seconds)
        browser = browser_secret(request.cookies.get(COOKIE, ""))
        asked = {
            "client_id": self.exchange.client[0],
            "scope": ",".join(self.scopes),
            "redirect_uri": self.exchange.redirect_uri,
            "state": self.proofs.make(browser),
        }
        shown = page(
            "Add Debrief to Slack",
            "Debrief posts a scenario a day into a channel of your choice, and debriefs whoever answers.",
            "It hears only channels to which you invite it. Slack shows you what it asks for, and you can "
            "take it away again at any time.",
            button=("Add to Slack", f"{AUTHORIZE}?{urlencode(asked)}"),
        )
        shown.set_cookie(
            COOKIE,
            browser,
            max_age=int(GOOD_FOR.total_seconds()),
            path="/slack",
            secure=self.exchange.redirect_uri.startswith("https:"),
            httponly=True,
            samesite="lax",
        )
        return shown

    async def end(self, request: Request) -> HTMLResponse:
        asked, address = request.query_params, _address(request)
        mark = self.proofs.mark(asked.get("state", ""), request.cookies.get(COOKIE, ""))
        # Only a sound proof takes room from others, and one that has to wait stays good.
        door = self.doors[0 if mark is None else 1]
        if seconds := door.wait(address):
            return _busy(seconds)
        if mark is None:
            return _refusal(
                "This install didn't begin in this browser within ten minutes, or was finished already."
            )
        if not await self.spend(mark):
            return _seen_to()
        if asked.get("error") or not asked.get("code"):
            log.info("An install was turned down.", extra={"why": asked.get("error", "")[:LONGEST_WORD]})
            return _refusal("You turned it down on Slack's page, or Slack did.")
        return await self._exchanged(asked["code"])

    async def _exchanged(self, code: str) -> HTMLResponse:
        try:
            found = await self.exchange(code, self.clock.now())
            back = await self.keep(found)
        except RetryLater as later:
            log.warning("An install could not be finished.", extra={"why": later.reason})
            return _refusal("Slack could not be asked just now.", status=503)
        except Misconfigured as wrong:
            log.error("Nobody can install the app: %s", wrong.message)  # noqa: TRY400  the sentence says it all
            return page(NOT_INSTALLED, NOT_SET_UP, "Nothing was stored.", status=500)
        except UserMustAct as refused:
            log.warning("An install came to nothing.", extra={"why": refused.message})
            return _refusal(refused.message)
        except DebriefError:
            log.exception("An install failed.")
            return _refusal("Something is wrong on our side.", status=500)
        return self._done(found, back=back)

    def _done(self, found: Installed, *, back: bool) -> HTMLResponse:
        missing = sorted({*self.scopes} - found.scopes)
        says = [f"Debrief is in {found.name or 'your workspace'}."]
        if back:
            says.append("Everything is where it was: groups, answers, points and streaks go on.")
        if missing:
            says.append(
                f"Slack left out permissions: {', '.join(missing)}. Without them some of it won't work."
            )
        says.append(NEXT)
        return page("It's there", *says)


def _seen_to() -> HTMLResponse:
    """Browsers load a page again by themselves: nothing went wrong."""
    return page("Nothing more to do", *SEEN_TO, button=(AGAIN, INSTALL))


def _refusal(says: str, *, status: int = 400) -> HTMLResponse:
    return page(NOT_INSTALLED, says, "Nothing was stored.", button=(AGAIN, INSTALL), status=status)


def _busy(seconds: float) -> HTMLResponse:
    """What was asked for stays good: the page is loaded again."""
    says = f"Many install it just now, or somebody tries. Reload this page in {ceil(seconds)} seconds."
    shown = page("One moment", says, "Nothing was stored, and nothing is lost.", status=429)
    shown.headers["Retry-After"] = str(ceil(seconds))
    return shown


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
