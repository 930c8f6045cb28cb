"""How patient hearing is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """In seconds."""

    looks_every: float = 0.25
    anew_after: float = 60.0
    """Without a connection: by then a session may be gone, and the library waits ever longer."""
    between_starts: float = 5.0
    """Of two sessions. Discord closes the second one otherwise."""
    first_pause: float = 1.0
    """Before a client is built anew; each further one is twice as long."""
    longest_pause: float = 60.0
    healthy: float = 60.0
    """So long heard without a break: the next pause is the first one again."""
    silence: float = 60.0
    """A line on which so long nothing comes, no heartbeat either, is cut."""
    closes_within: float = 3.0
    asks_again: float = 600.0
    """Whether Discord allows further sessions again, while it doesn't."""
