"""The child: a chart a line in, a picture a line out, gone after a while without any.

Run as a module.
"""

import select
import sys

from adapters.pictures.drawing import draw
from adapters.pictures.wire import chart_of, failure_line, picture_line

IDLE = 20.0
MOST = 200
"""Pictures before a fresh child takes over: the drawing engine's memory only grows."""


def main() -> None:
    for _ in range(MOST):
        ready, _, _ = select.select([sys.stdin], [], [], IDLE)
        line = sys.stdin.buffer.readline() if ready else b""
        if not line:
            return
        sys.stdout.buffer.write(_drawn(line))
        sys.stdout.buffer.flush()


def _drawn(line: bytes) -> bytes:
    try:
        return picture_line(draw(chart_of(line)))
    except Exception as error:  # noqa: BLE001  whatever it was, the parent logs it and posts the text alone
        return failure_line(error)


if __name__ == "__main__":
    main()
