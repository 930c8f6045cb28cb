"""Where the folders that travel with the code are: inside the wheel, or in the checkout beside it."""

from pathlib import Path

from bot.errors import Defect

PACKAGE = Path(__file__).parent
PLACES = (PACKAGE / "_shipped", PACKAGE.parent)


def folder(name: str) -> Path:
    """Return the shipped folder of that name, such as `scenarios` or `alembic`."""
    for place in PLACES:
        if (place / name).is_dir():
            return place / name
    looked = " and ".join(str(place) for place in PLACES)
    raise Defect(f"The folder {name!r} did not come with this copy of Debrief; looked in {looked}.")
