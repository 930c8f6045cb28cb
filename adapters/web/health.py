"""What a supervisor and a monitor ask of a process."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse, PlainTextResponse

log = logging.getLogger(__name__)

PATIENCE = 3.0


@dataclass(frozen=True, slots=True)
class Probe:
    """One thing that has to be so before work can be done."""

    name: str
    trouble: Callable[[], Awaitable[str]]
    """What's wrong, in a sentence; empty when nothing is. A raised error counts as trouble too."""


@dataclass(frozen=True, slots=True)
class Exposition:
    """Metrics as a monitor reads them."""

    body: bytes
    media_type: str


def health(probes: Sequence[Probe], exposition: Callable[[], Awaitable[Exposition]]) -> APIRouter:
    """`/healthz`, `/readyz` and `/metrics`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/healthz")
    async def healthz() -> Response:
        return PlainTextResponse("alive\n", headers={"Cache-Control": "no-store"})

    @router.get("/readyz")
    async def readyz() -> Response:
        found = dict(zip((p.name for p in probes), await asyncio.gather(*map(_ask, probes)), strict=True))
        ready = not any(found.values())
        return JSONResponse(
            {"ready": ready, "checks": {name: trouble or "ok" for name, trouble in found.items()}},
            status_code=200 if ready else 503,
            headers={"Cache-Control": "no-store"},
        )

    @router.get("/metrics")
    async def metrics() -> Response:
        shown = await exposition()
        return Response(shown.body, media_type=shown.media_type)

    return router


async def _ask(probe: Probe) -> str:
    try:
        async with asyncio.timeout(PATIENCE):
            return await probe.trouble()
    except Exception as error:  # a probe that can't be answered is the answer
        log.debug("The probe %s failed.", probe.name, exc_info=error)
        return "no answer"
