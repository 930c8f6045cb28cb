"""A group on the day of its first scenario, whose grader gives the band that an answer asks for."""

from dataclasses import replace

import pytest

from adapters.main import Parts
from tests.fakes.banded_grader import BandedGrader


@pytest.fixture
def parts(parts: Parts) -> Parts:
    return replace(parts, grader=BandedGrader())
