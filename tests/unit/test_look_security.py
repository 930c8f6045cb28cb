"""Who may ask, what may be sent, and what every answer carries."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, StreamingResponse
from starlette.types import ASGIApp

from adapters.web.look.dress import dress
from adapters.web.look.headers import HEADERS
from adapters.web.look.security import LONGEST_BODY, LONGEST_HEARD, Guard, Hosts, hosts

HOST = "localhost:8000"
PAGE = {"accept": "text/html"}


def server(known: Hosts | None = None) -> FastAPI:
    app = FastAPI()

    @app.get("/page")
    async def page() -> HTMLResponse:
        return HTMLResponse("<p>Here.</p>")

    @app.post("/say")
    async def say(request: Request) -> HTMLResponse:
        return HTMLResponse(str(len(await request.body())))

    @app.get("/breaks")
    async def breaks() -> HTMLResponse:
        raise ZeroDivisionError

    @app.get("/stream")
    async def stream() -> StreamingResponse:
        async def parts() -> AsyncIterator[bytes]:
            yield b"one"
            yield b"two"

        return StreamingResponse(parts(), headers={"Cache-Control": "no-store"})

    @app.get("/healthz")
    async def healthz() -> HTMLResponse:
        return HTMLResponse("alive")

    dress(app, known or hosts("127.0.0.1"))
    return app


def browser(host: str = HOST, known: Hosts | None = None) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(server(known), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://localhost", headers={"host": host, **PAGE})


@pytest.mark.parametrize("path", ["/page", "/look", "/nothing", "/breaks", "/stream", "/say"])
async def test_every_answer_carries_the_rules(path: str) -> None:
    async with browser() as person:
        answer = await person.get(path)

    assert {name: answer.headers.get_list(name) for name in HEADERS} == {n: [v] for n, v in HEADERS.items()}


def test_the_rules_let_nothing_run_that_is_not_ours() -> None:
    policy = dict(part.strip().split(" ", 1) for part in HEADERS["Content-Security-Policy"].split(";"))

    assert policy.pop("default-src") == "'none'"
    assert policy.keys() >= {"base-uri", "form-action", "frame-ancestors"}
    assert set(policy.values()) == {"'self'", "'none'"}


async def test_an_answer_may_say_how_long_it_keeps() -> None:
    async with browser() as person:
        page, stream = await person.get("/page"), await person.get("/stream")

    assert page.headers["cache-control"] == "private, no-cache"
    assert stream.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:80", "[::1]:80", "localhost."])
async def test_its_own_names_are_answered(host: str) -> None:
    async with browser(host) as person:
        assert (await person.get("/page")).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "",
        "192.168.0.7",
        "[",
        "a@localhost:b",
    ],
)
async def test_another_name_on_this_address_is_refused(host: str) -> None:
    async with browser(host) as person:
        answer = await person.get("/page")

    assert answer.status_code == 421
    assert "Here." not in answer.text


@pytest.mark.parametrize(
    ("listening", "named", "host", "status"),
    [
        ("0.0.0.0", (), "10.1.2.3:8000", 200),
        ("::", (), "[2001:db8::1]:8000", 200),
        ("0.0.0.0", (), "practice.example", 421),
        ("0.0.0.0", ("practice.example",), "Practice.Example", 200),
        ("10.1.2.3", (), "10.1.2.3", 200),
        ("10.1.2.3", (), "10.1.2.4", 421),
    ],
)
async def test_what_a_server_is_called_follows_from_where_it_listens(
    listening: str, named: tuple[str, ...], host: str, status: int
) -> None:
    async with browser(host, hosts(listening, *named)) as person:
        assert (await person.get("/page")).status_code == status


async def test_a_monitor_may_ask_by_any_name() -> None:
    async with browser("pod-7.cluster") as monitor:
        assert (await monitor.get("/healthz")).text == "alive"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
        {"origin": f"http://{HOST}"},
        {"origin": f"http://{HOST.upper()}"},
    ],
)
async def test_what_our_own_page_sends_is_taken(headers: dict[str, str]) -> None:
    async with browser() as person:
        answer = await person.post("/say", content=b"hello", headers=headers)

    assert (answer.status_code, answer.text) == (200, "5")


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "origin": f"http://{HOST}"},
        {"origin": "http://evil.example"},
        {"origin": "http://localhost:8001"},
        {"origin": "null"},
        {"origin": "http://["},
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
async def test_what_another_page_sends_changes_nothing(method: str, headers: dict[str, str]) -> None:
    async with browser() as person:
        answer = await person.request(method, "/say", content=b"hello", headers=headers)

    assert answer.status_code == 403
    assert "nothing was changed" in answer.text


@pytest.mark.parametrize(("size", "status"), [(LONGEST_BODY, 200), (LONGEST_BODY + 1, 413)])
async def test_a_body_has_a_longest_length(size: int, status: int) -> None:
    async with browser() as person:
        answer = await person.post("/say", content=b"x" * size)

    assert answer.status_code == status


async def test_a_body_that_never_ends_is_not_waited_for() -> None:
    asked = 0

    async def receive() -> dict[str, object]:
        nonlocal asked
        asked += 1
        return {"type": "http.request", "body": b"x" * 65536, "more_body": True}

    sent = await answers("POST", receive)

    assert sent[0]["status"] == 413
    assert asked * 65536 <= LONGEST_HEARD + 2 * 65536


async def test_a_body_that_comes_too_slowly_is_not_waited_for() -> None:
    parts: list[dict[str, object]] = [{"type": "http.request", "body": b"x", "more_body": True}]

    async def receive() -> dict[str, object]:
        if not parts:
            await asyncio.Event().wait()
        return parts.pop()

    async with asyncio.timeout(10):
        sent = await answers("POST", receive, Guard(server(), hosts("127.0.0.1"), patience=0.05))

    assert sent[0]["status"] == 408
    assert (b"connection", b"close") in sent[0]["headers"]  # type: ignore[operator]  # ASGI's list
    assert b"Nothing was changed" in sent[1]["body"]  # type: ignore[operator]  # ASGI's bytes


async def test_who_goes_away_in_the_middle_of_a_body_does_nothing() -> None:
    parts: list[dict[str, object]] = [
        {"type": "http.request", "body": b"x", "more_body": True},
        {"type": "http.disconnect"},
    ]
    messages = iter(parts)

    async def receive() -> dict[str, object]:
        return next(messages)

    assert await answers("POST", receive) == []


async def answers(method: str, receive: object, app: ASGIApp | None = None) -> list[dict[str, object]]:
    sent: list[dict[str, object]] = []

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": "/say",
        "raw_path": b"/say",
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "headers": [(b"host", HOST.encode())],
    }
    await (app or server())(scope, receive, send)  # type: ignore[arg-type]  # plain dicts stand for ASGI's messages
    return sent
