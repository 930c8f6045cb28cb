"""oauth.v2.access: a code for tokens, and a refresh token for new ones."""

from typing import Any

from tests.fakes.slack.calls import Call, method
from tests.fakes.slack.refusal import Refused
from tests.fakes.slack.state import Install
from tests.fakes.slack.tokens import LIFE

CODE_SECONDS = 600.0


@method("oauth.v2.access", tier=2, kind="none")
def access(call: Call) -> dict[str, Any]:
    app = call.state.app
    if call.text("client_id") != app.client_id:
        raise Refused("invalid_client_id")
    if call.text("client_secret") != app.client_secret:
        raise Refused("bad_client_secret")
    grant = call.text("grant_type") or "authorization_code"
    if grant == "refresh_token":
        return _refreshed(call)
    if grant != "authorization_code":
        raise Refused("invalid_grant_type")
    return _exchanged(call)


def _exchanged(call: Call) -> dict[str, Any]:
    code = call.state.codes.get(call.text("code"))
    if code is None or call.state.world.now() > code["at"] + CODE_SECONDS:
        raise Refused("invalid_code")
    if code["used"]:
        raise Refused("code_already_used")
    if call.text("redirect_uri") != code["redirect_uri"]:
        raise Refused("bad_redirect_uri")
    code["used"] = True
    rotated = call.state.app.token_rotation
    install = call.state.installed(code["team"], code["scopes"], rotated=rotated, org=code["org"])
    return _answer(call, install) | {"authed_user": {"id": code["user"]}}


def _refreshed(call: Call) -> dict[str, Any]:
    given = call.text("refresh_token", needed=True)
    token = call.state.tokens.refreshing.get(given)
    if token is None or token.dead:
        raise Refused("invalid_refresh_token")
    install = next((each for each in call.state.installs if each.refresh_token == given), None)
    if install is None or not install.active:
        raise Refused("invalid_refresh_token")
    del call.state.tokens.refreshing[given]
    new = call.state.tokens.bot(install.team, install.bot, install.scopes, rotated=True)
    new.enterprise_id = token.enterprise_id
    refresh_token = call.state.tokens.refresh_token(new)
    for each in call.state.installs:
        if each.refresh_token == given:
            each.token, each.refresh_token = new, refresh_token
    return _answer(call, install)


def _answer(call: Call, install: Install) -> dict[str, Any]:
    team, org = install.team, bool(install.token.enterprise_id)
    enterprise = {"id": team.enterprise_id, "name": "The organisation"} if team.enterprise_id else None
    answer = {
        "app_id": call.state.app.app_id,
        "token_type": "bot",
        "access_token": install.token.text,
        "bot_user_id": install.bot.id,
        "scope": ",".join(install.scopes),
        "team": None if org else {"id": team.id, "name": team.name},
        "enterprise": enterprise,
        "is_enterprise_install": org,
    }
    rotation = {"refresh_token": install.refresh_token, "expires_in": LIFE} if install.refresh_token else {}
    return answer | rotation
