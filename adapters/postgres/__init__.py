"""An embedded Postgres for whoever has no DATABASE_URL: the wheel's binaries behind a small launcher.

Every process that uses a home is equal. The first to come starts the server, the others attach,
and the last one out stops it. Three locked files in the home say who is there, so a killed process
needs no cleaning up after:

    in-use.lock     shared by every process that uses the server; alone on it, one may stop the server
    starting.lock   held while somebody starts or heals it
    serving.lock    inherited by the server's own processes; free means that none of them lives,
                    whatever a pid in a stale file says
"""

from adapters.postgres.embedded import EmbeddedPostgres
from adapters.postgres.home import default_home

__all__ = ["EmbeddedPostgres", "default_home"]
