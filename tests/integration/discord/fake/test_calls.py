"""Whose calls are taken: the token, the client's name, the body's kind."""

from tests.integration.discord.fake_discord_stage import AGENT, Group, Raw

WORDS = {"content": "Words."}


async def test_without_a_good_token_nothing_is_taken(stage: Group, call: Raw) -> None:
    for wrong in ("Bot nonsense", f"Bearer {stage.app.token}", stage.app.token, ""):
        refused = await call.refused("GET /users/@me", headers={"Authorization": wrong})
        assert refused == (401, 0)


async def test_a_client_says_who_it_is(stage: Group, call: Raw) -> None:
    for wrong in ("python-requests/2.0", "Mozilla/5.0", "DiscordBot"):
        assert await call.refused("GET /users/@me", headers={"User-Agent": wrong}) == (403, 40333)
    assert (await call("GET /users/@me", headers={"User-Agent": AGENT}))[0] == 200


async def test_a_body_is_json_and_says_so(stage: Group, call: Raw) -> None:
    to = f"POST {stage.at()}/messages"
    plain = {"Content-Type": "text/plain"}
    json = {"Content-Type": "application/json"}

    assert await call.refused(to, data=b'{"content": "w"}', headers=plain) == (400, 50035)
    assert await call.refused(to, data=b"{content}", headers=json) == (400, 50109)
    assert await call.refused(to, data=b"[]", headers=json) == (400, 50109)
    commands = f"PUT /applications/{stage.app.id}/commands"
    assert await call.refused(commands, data=b"{[", headers=json) == (400, 50109)


async def test_an_answer_is_json_to_the_letter_with_its_buckets_headers(stage: Group, call: Raw) -> None:
    _, _, headers = await call.whole(f"POST {stage.at()}/messages", WORDS)

    assert headers["Content-Type"] == "application/json"
    assert {"X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Bucket"} <= set(headers)
    status, said, headers = await call.whole(f"POST {stage.at()}/typing")
    assert (status, said) == (204, b"")


async def test_what_isnt_there_is_not_found(stage: Group, call: Raw) -> None:
    assert await call("GET /nothing") == (404, {"message": "404: Not Found", "code": 0})
    assert (await call("PUT /users/@me"))[0] == 405
    old = Raw(call.http, call.url.replace("v10", "v5"), call.token)
    assert await old.refused("GET /users/@me") == (400, 50041)


async def test_every_call_is_kept_with_what_it_came_to(stage: Group, call: Raw) -> None:
    await call(f"POST {stage.at()}/messages", WORDS)
    await call("GET /channels/404")

    kept = [(each.route, each.status) for each in stage.discord.calls]
    assert kept == [("POST /channels/{channel_id}/messages", 200), ("GET /channels/{channel_id}", 404)]
    assert [each.answer["code"] for each in stage.discord.refused] == [10003]
    assert stage.discord.calls[0].body == WORDS
