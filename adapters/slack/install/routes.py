"""/slack/install and /slack/oauth_redirect: how further workspaces get the app."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from starlette.responses import HTMLResponse

from adapters.slack.install.exchange import Exchange, Installed
from adapters.slack.install.page import page
from adapters.slack.install.proof import GOOD_FOR, Proofs, browser_secret
from bot.errors import DebriefError, RetryLater, UserMustAct
from bot.ports import Clock

log = logging.getLogger(__name__)

INSTALL, REDIRECT = "/slack/install", "/slack/oauth_redirect"
AUTHORIZE = "https://slack.com/oauth/v2/authorize"
COOKIE = "debrief_install"
AGAIN = "Install it anew"


@dataclass(frozen=True, slots=True)
class Install:
    exchange: Exchange
    proofs: Proofs
    clock: Clock
    scopes: Sequence[str]
    spend: Callable[[str], Awaitable[bool]]
    keep: Callable[[Installed], Awaitable[bool]]
    """Stores it; True when the workspace had been lost."""

    def serve(self, web: FastAPI) -> None:
        web.add_api_route(INSTALL, self.begin, methods=["GET"], include_in_schema=False, response_model=None)
        web.add_api_route(REDIRECT, self.end, methods=["GET"], include_in_schema=False, response_model=None)

    async def begin(self, request: Request) -> HTMLResponse:
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
        asked = request.query_params
        mark = self.proofs.mark(asked.get("state", ""), request.cookies.get(COOKIE, ""))
        if mark is None or not await self.spend(mark):
            return _refusal(
                "This install didn't begin in this browser within ten minutes, or was finished already."
            )
        if asked.get("error") or not asked.get("code"):
            return _refusal("You turned it down on Slack's page, or Slack did.")
        try:
            found = await self.exchange(asked["code"], self.clock.now())
            back = await self.keep(found)
        except RetryLater as later:
            log.warning("An install could not be finished.", extra={"why": later.reason})
            return _refusal("Slack could not be asked just now.", status=503)
        except UserMustAct as refused:
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
        says.append("Now invite it to your channel (/invite @Debrief), and type /debrief-admin setup there.")
        return page("It's there", *says)


def _refusal(says: str, *, status: int = 400) -> HTMLResponse:
    return page("Not installed", says, "Nothing was stored.", button=(AGAIN, INSTALL), status=status)
