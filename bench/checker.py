"""How the automatic check agrees with the labels of answers that were held out; no database, no network."""

from tests.eval.figures import tables
from tests.eval.held_out import compared


def measure_checker() -> dict[str, object]:
    """Every figure of "How good it is" on the page about the check."""
    figures: dict[str, object] = {}
    for table in tables(compared()):
        what, *columns = table.head
        for name, *cells in table.rows:
            shown = [f"{column} {cell}" for column, cell in zip(columns, cells, strict=True)]
            figures[f"{what}: {name}"] = cells[0] if len(cells) == 1 else "; ".join(shown)
    return figures
