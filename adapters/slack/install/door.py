"""How many may come through at once: installs share Slack's limits with the renewal of every token."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import IPv6Address, ip_address, ip_network

MOST_KEPT = 4_096
"""Addresses that are remembered. Whoever has more of them than that meets the limit for all."""
OF_ONE = 64
"""Bits of an IPv6 address that one household has for itself."""


@dataclass(frozen=True, slots=True)
class Grant:
    at_once: int
    seconds: float
    """Until one more is granted."""


@dataclass(slots=True)
class Bucket:
    grant: Grant
    _spent_until: float = 0.0

    def wait(self, now: float) -> float:
        """Seconds until there is room; 0.0 takes it."""
        step, whole = self.grant.seconds, self.grant.seconds * self.grant.at_once
        begins = min(max(self._spent_until, now), now + whole)  # a clock that was set back locks nobody out
        ahead = begins + step - whole - now
        if ahead > 0:
            return ahead
        self._spent_until = begins + step
        return 0.0


@dataclass(slots=True)
class Door:
    """One for a process."""

    each: Grant
    """For one address."""
    all: Grant
    now: Callable[[], datetime]
    _addresses: OrderedDict[str, Bucket] = field(default_factory=OrderedDict)
    _shared: Bucket = field(init=False)

    def __post_init__(self) -> None:
        self._shared = Bucket(self.all)

    def wait(self, address: str) -> float:
        """Seconds until this address may come through; 0.0 lets it."""
        now = self.now().timestamp()
        return self._of(address).wait(now) or self._shared.wait(now)

    def _of(self, address: str) -> Bucket:
        named = _household(address)
        bucket = self._addresses.setdefault(named, Bucket(self.each))
        self._addresses.move_to_end(named)
        while len(self._addresses) > MOST_KEPT:
            self._addresses.popitem(last=False)
        return bucket


def _household(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((found, OF_ONE), strict=False)) if isinstance(found, IPv6Address) else address
