"""Small change: the type of a row, and ids as one parameter."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from sqlalchemy import ARRAY, BigInteger, BindParameter, Row, bindparam

AnyRow: TypeAlias = Row[*tuple[Any, ...]]


def bigints(ids: Sequence[int]) -> BindParameter[Sequence[int]]:
    """Many ids as one array: the statement stays the same however many there are, and is prepared once."""
    return bindparam(None, list(ids), type_=ARRAY(BigInteger), unique=True)
