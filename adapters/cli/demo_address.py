"""Where the study room is served, and how a browser gets there."""

import errno
import os
import socket
import sys
import webbrowser
from collections.abc import Callable
from threading import Thread

from adapters.web.listener import listener
from bot.errors import UserMustAct

USUAL = 8001
"""Beside the one that `debrief up` listens on."""
TRIED = 20


def listening_for(host: str, wanted: int | None, say: Callable[[str], None]) -> socket.socket:
    """The wanted port and no other; unasked, the usual one or the next that is free."""
    if wanted is not None:
        listening = _listen_if_free(host, wanted)
        if listening is not None:
            return listening
        raise UserMustAct(
            f"Port {wanted} can't be had: something else uses it, or this account may not. "
            "Nothing was started. Leave out --port and a free one is found, or name another."
        )
    for port in range(USUAL, USUAL + TRIED):
        listening = _listen_if_free(host, port)
        if listening is not None:
            if port != USUAL:
                say(f"Port {USUAL} is taken by something else, so it's {port} today.")
            return listening
    raise UserMustAct(
        f"None of the ports from {USUAL} to {USUAL + TRIED - 1} is free on {host}. Nothing was started. "
        "Name another with --port; 0 takes any that is free."
    )


def _listen_if_free(host: str, port: int) -> socket.socket | None:
    try:
        return listener(host, port)
    except OSError as refused:
        if refused.errno in (errno.EADDRINUSE, errno.EACCES):
            return None
        raise UserMustAct(
            f"{host} is no address of this machine ({refused.strerror or refused}). Nothing was started. "
            "Leave out --host: 127.0.0.1 is this machine alone."
        ) from refused


def has_a_display() -> bool:
    """Whether a window could open here: a browser in the terminal would take it over."""
    if sys.platform in {"darwin", "win32"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_in_browser(address: str) -> Thread | None:
    """In a thread of its own: a browser that is slow, or missing, is no reason to wait or to fail."""
    if not has_a_display():
        return None
    opening = Thread(target=_open, args=(address,), name="browser", daemon=True)
    opening.start()
    return opening


def shown_address(served: str) -> str:
    """One that a browser takes, where all addresses of the machine are served."""
    return served.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:")


def _open(address: str) -> None:
    try:
        webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return  # the address is printed, too
