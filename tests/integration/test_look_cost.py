"""Every sweep looks whether anything is due: it must not read through a table that has grown."""

from sqlalchemy import text

from adapters.main import House
from bot.store.due import ANY_DUE

MARKED = """
insert into answer_messages (group_id, answer_id, channel_id, message_ref, text, included, marked, try_number,
  posted_at, version_at, written_at)
select 1, 1, 1, n::text, 'words', true, true, 1, to_timestamp(n), to_timestamp(n), to_timestamp(n)
from generate_series(1, 20000) n
"""


async def test_a_look_goes_by_the_index_of_what_is_due(house: House) -> None:
    async with house.core.store.engine.connect() as connection:
        await connection.execute(
            text("set local session_replication_role = replica")
        )  # no such answer is here
        await connection.execute(text(MARKED))
        await connection.execute(text("analyze answer_messages"))
        # As a server plans it once it has been asked often: for whatever time it will be.
        await connection.execute(text("set local plan_cache_mode = force_generic_plan"))
        look = ANY_DUE.sql.decode().replace("%(now)s", "$1").replace("%(furthest)s", "$2")
        await connection.exec_driver_sql(f"prepare look (timestamptz, timestamptz) as {look}")
        plan = (await connection.execute(text("explain execute look('2026-03-01', '2026-04-01')"))).scalars()
        lines = "\n".join(plan)
        await connection.exec_driver_sql("deallocate look")
        await connection.rollback()
        await connection.execute(text("analyze answer_messages"))  # its figures outlive the rollback
        await connection.commit()
    assert "Seq Scan on answer_messages" not in lines
    assert "ix_answer_messages_unmarked" in lines
