"""The job queue's own tables, as its library ships them.

The library owns this schema. When an upgrade of it brings a new one, a test fails and asks for a
revision that runs the library's own migration files between the two versions.
"""

from alembic import op
from procrastinate.schema import SchemaManager

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.get_bind().exec_driver_sql(SchemaManager.get_schema().replace("%", "%%"))
    op.execute("analyze")


def downgrade() -> None:
    op.execute(
        """
        do $$ declare thing record; begin
          for thing in select format('drop table if exists %I.%I cascade', schemaname, tablename) as statement
            from pg_tables where schemaname = current_schema() and tablename like 'procrastinate\\_%'
          loop execute thing.statement; end loop;
          for thing in select format('drop function %s cascade', oid::regprocedure) as statement
            from pg_proc
            where pronamespace = current_schema()::regnamespace and proname like 'procrastinate\\_%'
          loop execute thing.statement; end loop;
          for thing in select format('drop type if exists %I cascade', typname) as statement
            from pg_type where typnamespace = current_schema()::regnamespace
            and typname like 'procrastinate\\_%' and typtype in ('e', 'c')
          loop execute thing.statement; end loop;
        end $$
        """
    )
