"""Owners install the app, and whoever runs it enters its address."""

from urllib.parse import parse_qs, urlencode, urlsplit

from tests.fakes.slack.acts.stage import Stage
from tests.fakes.slack.by_http import HttpCarrier
from tests.fakes.slack.refusal import NotPossible
from tests.fakes.slack.world import Member


class InstallActs(Stage):
    http: HttpCarrier

    def approves(self, member: Member, address: str, *, org: bool = False) -> str:
        """Press *Allow* on the page to which the app's install link leads: where Slack sends them then."""
        asked = {name: each[0] for name, each in parse_qs(urlsplit(address).query).items()}
        self._must_be_sound(asked)
        code = self.state.world.new_id("code")
        self.state.codes[code] = {
            "team": self.team_of(member),
            "user": member.id,
            "org": org,
            "scopes": tuple(asked["scope"].split(",")),
            "redirect_uri": asked.get("redirect_uri", ""),
            "at": self.state.world.now(),
            "used": False,
        }
        return f"{self._back(asked)}?{urlencode({'code': code, 'state': asked.get('state', '')})}"

    def denies(self, address: str) -> str:
        """Press *Cancel* there."""
        asked = {name: each[0] for name, each in parse_qs(urlsplit(address).query).items()}
        said = {"error": "access_denied", "state": asked.get("state", "")}
        return f"{self._back(asked)}?{urlencode(said)}"

    async def verifies(self, url: str) -> bool:
        """What Slack does when an address for events is entered; it's used when it answers rightly."""
        challenge = self.state.world.new_id("challenge")
        outcome = await self.http.challenge(url, challenge)
        right = outcome.ok and outcome.body in (challenge, {"challenge": challenge})
        if right:
            self.state.app.events_url = url
        return right

    def _must_be_sound(self, asked: dict[str, str]) -> None:
        if asked.get("client_id") != self.state.app.client_id or not asked.get("scope"):
            raise NotPossible(f"Slack shows an error: {asked}")
        allowed = self.state.app.redirect_urls
        if allowed and not any(asked.get("redirect_uri", "").startswith(each) for each in allowed):
            raise NotPossible("redirect_uri did not match any configured URIs")

    def _back(self, asked: dict[str, str]) -> str:
        return asked.get("redirect_uri") or (self.state.app.redirect_urls or [""])[0]
