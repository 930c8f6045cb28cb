"""Deliveries as envelopes over the websockets that the app opened."""

import asyncio
import json
import uuid
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes.slack.app import SlackApp
from tests.fakes.slack.faults import EventFault
from tests.fakes.slack.outbox import Delivery, Outcome

MOST_SOCKETS = 10
ACCEPTS = {"slash_commands": True, "interactive": True, "events_api": False}


@dataclass(slots=True, eq=False)
class Socket:
    ws: web.WebSocketResponse
    request: web.Request
    unanswered: dict[str, asyncio.Future[Outcome]] = field(default_factory=dict)
    carried: int = 0
    """Envelopes that went over this socket."""
    pongs: int = 0

    def abort(self) -> None:
        """Cut the line, without a word."""
        if self.request.transport:
            self.request.transport.abort()
        self.fail()

    def fail(self) -> None:
        """Nothing that went over this line is acknowledged any more."""
        for future in self.unanswered.values():
            if not future.done():
                future.set_result(Outcome(ok=False, reason="connection_failed"))


class SocketCarrier:
    """Takes the app's sockets, and hands each envelope to one of them in turn."""

    def __init__(self, app: SlackApp, ack_within: float) -> None:
        self._app, self._ack_within = app, ack_within
        self.tickets: set[str] = set()
        self.open: list[Socket] = []
        self.opened = 0
        self.refuse_sockets = 0
        """So many of the next connections are turned away."""
        self.strange: list[Any] = []
        """What the app sent that acknowledges nothing."""

    def ticket(self) -> str:
        ticket = uuid.uuid4().hex
        self.tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """The websocket's whole life. A ticket is good for one connection."""
        ticket = request.query.get("ticket", "")
        if ticket not in self.tickets or self.refuse_sockets:
            self.refuse_sockets = max(0, self.refuse_sockets - 1)
            return web.Response(status=403)
        self.tickets.discard(ticket)
        ws = web.WebSocketResponse(autoping=False, timeout=1.0)
        await ws.prepare(request)
        if len(self.open) >= MOST_SOCKETS:
            await ws.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await ws.close()
        else:
            await self._live(Socket(ws, request))
        return ws

    async def _live(self, socket: Socket) -> None:
        self.open.append(socket)
        self.opened += 1
        try:
            await socket.ws.send_json(self._hello())
            await socket.ws.ping(b"Ping from fake-applink")
            await self._listen(socket)
        finally:
            self.open.remove(socket)
            socket.fail()

    async def carry(self, delivery: Delivery, fault: EventFault) -> Outcome:
        ready = [each for each in self.open if not each.ws.closed]
        if not ready:
            return Outcome(ok=False, reason="no_connection")
        socket = min(ready, key=lambda each: each.carried)
        socket.carried += 1
        if fault.abort == "before":
            socket.abort()
            return Outcome(ok=False, reason="connection_failed")
        return await self._over(socket, delivery, fault)

    async def disconnect(self, reason: str) -> None:
        """Tell every connection to be renewed: `refresh_requested`, or `warning` some seconds ahead."""
        said = {"type": "disconnect", "reason": reason, "debug_info": {"host": "fake-applink"}}
        for socket in list(self.open):
            await socket.ws.send_json(said)

    async def close(self) -> None:
        for socket in list(self.open):
            await socket.ws.close()

    async def _over(self, socket: Socket, delivery: Delivery, fault: EventFault) -> Outcome:
        envelope_id = str(uuid.uuid4())
        answered: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        socket.unanswered[envelope_id] = answered
        try:
            await socket.ws.send_json(self._envelope(envelope_id, delivery))
            if fault.abort == "after":
                socket.abort()
            return await asyncio.wait_for(answered, self._ack_within)
        except TimeoutError:
            return Outcome(ok=False, reason="timeout")
        except (ConnectionError, RuntimeError):
            return Outcome(ok=False, reason="connection_failed")
        finally:
            socket.unanswered.pop(envelope_id, None)

    def _envelope(self, envelope_id: str, delivery: Delivery) -> dict[str, Any]:
        envelope: dict[str, Any] = {
            "envelope_id": envelope_id,
            "type": delivery.kind,
            "accepts_response_payload": ACCEPTS[delivery.kind],
            "payload": delivery.payload,
        }
        if delivery.kind == "events_api":
            envelope |= {"retry_attempt": delivery.attempt, "retry_reason": delivery.reason}
        return envelope

    async def _listen(self, socket: Socket) -> None:
        async for frame in socket.ws:
            if frame.type == WSMsgType.PING:
                await socket.ws.pong(frame.data)
            elif frame.type == WSMsgType.PONG:
                socket.pongs += 1
            elif frame.type == WSMsgType.TEXT:
                self._acknowledged(socket, json.loads(frame.data))

    def _acknowledged(self, socket: Socket, said: dict[str, Any]) -> None:
        waiting = socket.unanswered.get(said.get("envelope_id", ""))
        if waiting is None or waiting.done():
            self.strange.append(said)
        else:
            waiting.set_result(Outcome(ok=True, status=200, body=said.get("payload") or None))

    def _hello(self) -> dict[str, Any]:
        return {
            "type": "hello",
            "num_connections": len(self.open),
            "debug_info": {
                "host": "fake-applink",
                "build_number": 1,
                "approximate_connection_time": 18060,
            },
            "connection_info": {"app_id": self._app.app_id},
        }
