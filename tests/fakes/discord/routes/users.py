"""The app itself, people, and conversations with one of them."""

from typing import Any

from tests.fakes.discord import shapes
from tests.fakes.discord.call import Call, route
from tests.fakes.discord.refusal import Refused
from tests.fakes.discord.rules.form import Form


@route("GET /users/@me")
def me(call: Call) -> Any:
    return shapes.user(call.bot) | {"verified": True, "mfa_enabled": False, "email": None, "locale": "en-US"}


@route("GET /users/{user_id}")
def user(call: Call) -> Any:
    found = call.state.world.users.get(call.params["user_id"])
    if found is None:
        raise Refused(10013)
    return shapes.user(found)


@route("POST /users/@me/channels", 10, 10.0)
def direct(call: Call) -> Any:
    """Opens even where nothing may be written then."""
    form = Form()
    wanted = form.snowflake(("recipient_id",), call.body.get("recipient_id"))
    form.check()
    other = call.state.world.users.get(wanted)
    if other is None or other.id == call.bot.id:
        raise Refused(50033)
    if other.bot:
        raise Refused(50007)
    return shapes.channel(call.state.world.direct(call.bot, other))


@route("GET /users/@me/guilds")
def guilds(call: Call) -> Any:
    mine = [each for each in call.state.world.guilds.values() if call.bot.id in each.members]
    mine.sort(key=lambda each: int(each.id))
    after, limit = int(call.query.get("after", "0")), int(call.query.get("limit", "200"))
    return [
        {"id": each.id, "name": each.name, "icon": None, "owner": False, "permissions": "0", "features": []}
        for each in mine
        if int(each.id) > after
    ][:limit]


@route("GET /applications/@me")
@route("GET /oauth2/applications/@me")
def application(call: Call) -> Any:
    app = call.app
    owner = {"id": "1", "username": "owner", "discriminator": "0", "avatar": None, "global_name": "Owner"}
    return {
        "id": app.id,
        "name": app.bot.name,
        "icon": None,
        "description": "",
        "summary": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": app.public_key,
        "flags": app.flags,
        "owner": owner,
        "team": None,
        "bot": shapes.user(app.bot),
        "approximate_guild_count": sum(
            app.bot.id in each.members for each in call.state.world.guilds.values()
        ),
        "approximate_user_install_count": 0,
        "interactions_endpoint_url": app.endpoint_url or None,
        "redirect_uris": [],
        "integration_types_config": {"0": {}},
    }


@route("GET /gateway")
def gateway(call: Call) -> Any:
    return {"url": call.state.gateway_url}


@route("GET /gateway/bot", 2, 5.0)
def gateway_bot(call: Call) -> Any:
    app = call.app
    mine = sum(app.bot.id in each.members for each in call.state.world.guilds.values())
    left = {
        "total": app.starts_total,
        "remaining": max(0, app.starts_left),
        "reset_after": 86_400_000,
        "max_concurrency": app.max_concurrency,
    }
    shards = max(app.shards, mine // 1000)
    return {"url": call.state.gateway_url, "shards": shards, "session_start_limit": left}
