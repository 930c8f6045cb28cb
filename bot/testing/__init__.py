"""The fakes, shipped: a clock that is set, a painter that keeps its charts, a chat that is scripted."""

from bot.testing.clock import FakeClock
from bot.testing.files import FakeFiles
from bot.testing.painter import FakePainter
from bot.testing.platform import FakePlatform, Seen

__all__ = ["FakeClock", "FakeFiles", "FakePainter", "FakePlatform", "Seen"]
