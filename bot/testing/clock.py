"""A clock that is set."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(slots=True)
class FakeClock:
    """Stands still until it's set."""

    instant: datetime = datetime(2026, 3, 2, 8, tzinfo=UTC)

    def now(self) -> datetime:
        return self.instant

    def forward(self, **by: float) -> datetime:
        self.instant += timedelta(**by)
        return self.instant

    def at(self, iso: str) -> datetime:
        """Set to an ISO time; one without an offset is UTC."""
        given = datetime.fromisoformat(iso)
        self.instant = (given if given.tzinfo else given.replace(tzinfo=UTC)).astimezone(UTC)
        return self.instant
