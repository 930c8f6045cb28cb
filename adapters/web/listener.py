"""The address that pages are served on, taken before anything heavy is loaded."""

import socket


def listener(host: str, port: int) -> socket.socket:
    """Port 0 takes a free one. Raises OSError, which each caller tells in words of its own."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)
