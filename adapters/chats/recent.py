"""What was answered lately, so that an event which is delivered again isn't answered again."""

from collections import OrderedDict
from dataclasses import dataclass, field

MOST = 2_000


@dataclass(frozen=True, slots=True)
class Recent:
    """Of this process alone: what matters for good is kept by the core."""

    _seen: OrderedDict[str, None] = field(default_factory=OrderedDict)

    def first(self, ref: str) -> bool:
        """Whether it is met for the first time."""
        if ref in self._seen:
            return False
        self._seen[ref] = None
        if len(self._seen) > MOST:
            self._seen.popitem(last=False)
        return True
