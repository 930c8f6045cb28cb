"""The answer to a page that listens: its stream, as long as there is room for one more."""

from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from adapters.web.look.refusals import refusal
from adapters.web.room.stream import Stream, Streams

STREAM = "text/event-stream"
STREAMED = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
TOO_MANY = "More pages are open here than can be kept up to date. Close some, then load this one again."


class Listened(StreamingResponse):
    def __init__(self, stream: Stream, streams: Streams) -> None:
        super().__init__(stream.events(streams), media_type=STREAM, headers=STREAMED)
        self._streams = streams

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        streams = self._streams
        if streams.open >= streams.most:
            await refusal(Request(scope), 503, TOO_MANY, {"Retry-After": "10"})(scope, receive, send)
            return
        streams.open += 1
        try:
            await super().__call__(scope, receive, send)
        finally:
            streams.open -= 1
