"""The child that draws: started when needed, replaced when it's gone, given up when it hangs."""

import asyncio
import sys
from collections.abc import AsyncIterator

import pytest

from adapters.pictures import ChildPainter
from bot.domain.chart import Bar, Chart


def chart(name: str = "Sample Ana") -> Chart:
    return Chart(
        "The week's board", "Points", "points", (Bar(1, name, 9), Bar(2, "Sample Bo", 4)), "In words."
    )


def child(program: str) -> tuple[str, ...]:
    return (sys.executable, "-c", program)


@pytest.fixture
async def painter() -> AsyncIterator[ChildPainter]:
    made = ChildPainter()
    yield made
    await made.rest()


async def test_pictures_come_back_to_whoever_asked(painter: ChildPainter) -> None:
    names = [f"Sample {number}" for number in range(6)]
    pictures = await asyncio.gather(*(painter.paint(chart(name)) for name in names))
    for name, picture in zip(names, pictures, strict=True):
        assert picture is not None
        assert name in picture.svg
        assert picture.alt == "In words."


async def test_the_parent_loads_no_drawing_engine(painter: ChildPainter) -> None:
    program = "import sys, adapters.main, adapters.pictures; print('vl_convert' in sys.modules)"
    loaded = await asyncio.create_subprocess_exec(*child(program), stdout=asyncio.subprocess.PIPE)
    said, _ = await loaded.communicate()
    assert said.split() == [b"False"]


async def test_a_child_that_has_left_is_followed_by_another(painter: ChildPainter) -> None:
    assert await painter.paint(chart())
    left = painter._child
    assert left is not None
    left.terminate()
    await left.wait()
    assert await painter.paint(chart("Sample Cleo"))


@pytest.mark.parametrize(
    "program",
    [
        "raise SystemExit(1)",
        "input(); print('no json')",
        'input(); print(\'{"failed": "Out of paint."}\')',
        "input(); input()",
        "input(); print('x' * 20_000_000)",
    ],
)
async def test_a_child_in_trouble_costs_the_picture_alone(
    program: str, caplog: pytest.LogCaptureFixture
) -> None:
    painter = ChildPainter(child(program), patience=2)
    assert await painter.paint(chart()) is None
    assert painter._child is None
    assert "The text goes without it." in caplog.text


async def test_without_a_program_to_start_there_is_no_picture(caplog: pytest.LogCaptureFixture) -> None:
    assert await ChildPainter(("no such program",)).paint(chart()) is None
    assert "The text goes without it." in caplog.text


async def test_whoever_gives_up_leaves_no_answer_for_the_next(painter: ChildPainter) -> None:
    asked = asyncio.create_task(painter.paint(chart("Sample Ana")))
    await asyncio.sleep(0)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    picture = await painter.paint(chart("Sample Cleo"))
    assert picture is not None
    assert "Sample Cleo" in picture.svg
    assert "Sample Ana" not in picture.svg
