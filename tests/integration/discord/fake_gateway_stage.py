"""A socket to the fake's gateway with no library between."""

import json
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.integration.discord.fake_discord_stage import Group

GUILDS, MESSAGES, DIRECT, CONTENT = 1 << 0, 1 << 9, 1 << 12, 1 << 15
USUAL = GUILDS | MESSAGES | DIRECT | CONTENT
PROPERTIES = {"os": "linux", "browser": "test", "device": "test"}


@dataclass(slots=True)
class Socket:
    ws: aiohttp.ClientWebSocketResponse
    stage: Group
    seq: int | None = None
    session_id: str = ""
    _zlib: Any = field(default_factory=zlib.decompressobj)

    async def say(self, op: int, data: Any = None) -> None:
        await self.ws.send_json({"op": op, "d": data})

    async def hear(self) -> dict[str, Any]:
        """The next message; its close code where it was closed."""
        message = await self.ws.receive(timeout=30)
        if message.type not in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY):
            return {"op": -1, "code": self.ws.close_code}
        raw = self._zlib.decompress(message.data) if isinstance(message.data, bytes) else message.data
        said: dict[str, Any] = json.loads(raw)
        self.seq = said["s"] if said["s"] is not None else self.seq
        return said

    async def hears(self, kind: str) -> dict[str, Any]:
        """The data of the next event of this kind; others are passed over."""
        while (said := await self.hear()).get("t") != kind:
            assert said["op"] != -1, f"closed with {said['code']}, and no {kind}"
        data: dict[str, Any] = said["d"]
        return data

    async def closed(self) -> int:
        """The code with which the other end closes."""
        while (said := await self.hear())["op"] != -1:
            pass
        code: int = said["code"]
        return code

    async def identify(self, intents: Any = USUAL, **further: Any) -> None:
        said = {"token": self.stage.app.token, "intents": intents, "properties": PROPERTIES}
        await self.say(2, said | further)

    async def ready(self, intents: int = USUAL, **further: Any) -> dict[str, Any]:
        await self.identify(intents, **further)
        said = await self.hears("READY")
        self.session_id = said["session_id"]
        return said

    async def resume(self, **instead: Any) -> None:
        said = {"token": self.stage.app.token, "session_id": self.session_id, "seq": self.seq}
        await self.say(6, said | instead)


@asynccontextmanager
async def socket(
    stage: Group, query: str = "?v=10&encoding=json", of: Socket | None = None
) -> AsyncIterator[Socket]:
    """Greeted already. `of`: an earlier one, whose session is to be taken up."""
    async with (
        aiohttp.ClientSession() as http,
        http.ws_connect(stage.discord.gateway_url + query) as ws,
    ):
        made = Socket(ws, stage, of.seq if of else None, of.session_id if of else "")
        yield made
