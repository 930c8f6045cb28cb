"""Every table is told to whom it is about and forgotten with them, or has a reason why not."""

from collections.abc import Iterator

from sqlalchemy import ARRAY, BigInteger, Column, ForeignKey, Label, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.visitors import iterate

from bot.store.held import Fate, Held
from bot.store.personal import IMPERSONAL, PERSONAL
from bot.store.tables import metadata

OF_PEOPLE = {"persons", "answers", "identities", "rounds"}


def faults(tables: MetaData) -> list[str]:
    """What is not accounted for, one sentence each."""
    held = {entry.table.name: entry for entry in PERSONAL}
    return [
        fault
        for table in tables.sorted_tables
        for fault in (_of_held(table, held[table.name]) if table.name in held else _of_impersonal(table))
    ]


def _of_impersonal(table: Table) -> Iterator[str]:
    if table.name not in IMPERSONAL:
        yield f"{table.name} is neither in PERSONAL nor in IMPERSONAL."
    for key in table.foreign_keys:
        if key.column.table.name in OF_PEOPLE:
            yield f"{table.name}.{key.parent.name} leads to a person."


def _of_held(table: Table, held: Held) -> Iterator[str]:
    told = _told(held)
    for column in table.c:
        if (column.name in told) == (column.name in held.untold):
            yield f"{table.name}.{column.name} is neither told nor untold, or both."
    forgotten = {*held.blank, *held.kept}
    for column in table.c:
        if held.fate is not Fate.DELETED and _holds_text(column) and column.name not in forgotten:
            yield f"{table.name}.{column.name} holds text, and is neither blanked nor kept for a reason."


def _told(held: Held) -> set[str]:
    expressions = [told.element if isinstance(told, Label) else told for told in held.told]
    return {
        part.name
        for expression in expressions
        for part in iterate(expression)
        if isinstance(part, Column) and part.table is held.table
    }


def _holds_text(column: Column[object]) -> bool:
    kind = column.type.item_type if isinstance(column.type, ARRAY) else column.type
    return isinstance(kind, Text | JSONB)


def test_every_table_and_column_is_accounted_for() -> None:
    assert faults(metadata) == []


def test_nothing_is_accounted_for_twice_or_without_being_there() -> None:
    names = [entry.table.name for entry in PERSONAL]
    assert sorted([*names, *IMPERSONAL]) == sorted(metadata.tables)
    for entry in PERSONAL:
        assert {*entry.untold, *entry.blank, *entry.kept} <= set(entry.table.c.keys()), entry.table.name
        assert all([*entry.untold.values(), *entry.kept.values()])
    assert all(IMPERSONAL.values())


def test_every_heading_and_word_stands_once() -> None:
    headings = [entry.heading for entry in PERSONAL]
    assert len(set(headings)) == len(headings)
    for entry in PERSONAL:
        words = [told.name for told in entry.told if isinstance(told, Label)]
        assert len(words) == len(set(words)) == len(entry.told), entry.heading
        assert not any("_" in word for word in words), entry.heading


def copied() -> MetaData:
    other = MetaData()
    for table in metadata.sorted_tables:
        table.to_metadata(other)
    return other


def test_a_new_table_is_noticed() -> None:
    more = copied()
    Table("diaries", more, Column("id", BigInteger, primary_key=True), Column("text", Text))
    assert faults(more) == ["diaries is neither in PERSONAL nor in IMPERSONAL."]


def test_a_new_table_about_persons_is_noticed_twice() -> None:
    more = copied()
    Table("moods", more, Column("person_id", BigInteger, ForeignKey("persons.id"), primary_key=True))
    assert faults(more) == [
        "moods is neither in PERSONAL nor in IMPERSONAL.",
        "moods.person_id leads to a person.",
    ]


def test_a_table_without_persons_that_gets_one_is_noticed() -> None:
    more = copied()
    more.tables["rest_days"].append_column(Column("asked_by", BigInteger, ForeignKey("persons.id")))
    assert faults(more) == ["rest_days.asked_by leads to a person."]


def test_a_new_column_of_text_is_noticed() -> None:
    more = copied()
    more.tables["answers"].append_column(Column("remark", Text))
    assert faults(more) == [
        "answers.remark is neither told nor untold, or both.",
        "answers.remark holds text, and is neither blanked nor kept for a reason.",
    ]
