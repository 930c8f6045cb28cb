"""Small change: the type of a row, and ids as one parameter."""

from collections.abc import Iterable
from typing import Any, TypeAlias

from sqlalchemy import ARRAY, BigInteger, Cast, Row, Text, bindparam, cast

AnyRow: TypeAlias = Row[*tuple[Any, ...]]


def array_literal(ids: Iterable[int]) -> str:
    """Ids as Postgres writes an array. The driver would look at each of them several times."""
    return f"{{{','.join(map(str, ids))}}}"


def bigints(ids: Iterable[int]) -> Cast[Any]:
    """Many ids as one array: the statement stays the same however many there are, and is prepared once."""
    return cast(bindparam(None, array_literal(ids), type_=Text, unique=True), ARRAY(BigInteger))
