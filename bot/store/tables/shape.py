"""What all tables share: their names' convention, and columns that mean the same everywhere."""

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Identity, MetaData

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Instant = DateTime(timezone=True)


def identity() -> Column[int]:
    return Column("id", BigInteger, Identity(always=True), primary_key=True)


def to(table: str, name: str = "", *, nullable: bool = False) -> Column[int]:
    return Column(name or f"{table[:-1]}_id", BigInteger, ForeignKey(f"{table}.id"), nullable=nullable)


def of_group() -> Column[int]:
    """For rows whose parent names the group: the key to the parent holds both, and needs no second check."""
    return Column("group_id", BigInteger, nullable=False)


def instant(name: str, *, nullable: bool = False) -> Column[object]:
    return Column(name, Instant, nullable=nullable)
