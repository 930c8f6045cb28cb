"""Where a place of the room is found: its address, and its list on a page."""

from urllib.parse import quote

from adapters.web.room.values import Spot, direct


def home_of(viewer: str) -> str:
    return f"/room/{quote(viewer, safe='')}"


def address(spot: Spot, viewer: str) -> str:
    if spot.direct_with is not None:
        return f"{home_of(viewer)}/direct"
    return thread_address(spot.thread, viewer) if spot.thread else home_of(viewer)


def thread_address(ref: str, viewer: str) -> str:
    return f"{home_of(viewer)}/thread/{quote(ref, safe='')}"


def list_name(spot: Spot) -> str:
    """The name by which a page's script finds the list that a line belongs to; forms carry it, too."""
    if spot.direct_with is not None:
        return "direct"
    return f"thread:{spot.thread}" if spot.thread else "channel"


def spot_named(name: str, channel: str, viewer: str) -> Spot:
    """The place that a form was sent from."""
    if name == "direct":
        return direct(viewer)
    kind, _, ref = name.partition(":")
    return Spot(channel, ref) if kind == "thread" and ref else Spot(channel)
