"""What one grade may take of its endpoints: calls, and seconds on the wall."""

import asyncio
from dataclasses import dataclass, field

MOST_CALLS = 4
MOST_SECONDS = 90.0


@dataclass(slots=True)
class Budget:
    """Shared by all the questions of one grade. The seconds begin with the first of them.

    They are the wall's and not the product's: they bound how long a worker is held.
    """

    calls: int = MOST_CALLS
    seconds: float = MOST_SECONDS
    _ends: float | None = field(default=None, init=False)

    def take(self) -> bool:
        """Count one more call; False when it's not to be made."""
        if self.calls < 1 or self.left() <= 0:
            return False
        self.calls -= 1
        return True

    def left(self) -> float:
        """Seconds."""
        now = asyncio.get_running_loop().time()
        if self._ends is None:
            self._ends = now + self.seconds
        return self._ends - now
