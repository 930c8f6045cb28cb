"""Why a connection ended, in words."""

import aiohttp
import pytest
from discord import ConnectionClosed, LoginFailure, PrivilegedIntentsRequired

from adapters.discord.heard.ends import end_of


class Socket:
    def __init__(self, code: int) -> None:
        self.close_code = code


def closed(code: int) -> ConnectionClosed:
    return ConnectionClosed(Socket(code), shard_id=0)  # type: ignore[arg-type]  # all it looks at


@pytest.mark.parametrize(
    ("trouble", "names"),
    [
        (closed(4004), "DISCORD_BOT_TOKEN"),
        (LoginFailure("Improper token has been passed."), "DISCORD_BOT_TOKEN"),
        (PrivilegedIntentsRequired(0), "Message Content Intent"),
        (closed(4014), "Message Content Intent"),
        (closed(4012), "Install a newer one"),
        (closed(4013), "Install a newer one"),
    ],
)
def test_what_a_person_has_to_mend_is_named(trouble: Exception, names: str) -> None:
    end = end_of(trouble)
    assert names in end.mend
    assert end.refuse().message.endswith("Nothing was lost. Then start Debrief again.")


@pytest.mark.parametrize(
    "trouble",
    [None, closed(4009), OSError(), aiohttp.ClientError(), AttributeError(), TimeoutError(), TypeError()],
)
def test_anything_else_may_pass_by_itself(trouble: Exception | None) -> None:
    end = end_of(trouble)
    assert (end.mend, end.reshard) == ("", False)
    assert end.says


@pytest.mark.parametrize("code", [4010, 4011])
def test_other_connections_may_be_wanted(code: int) -> None:
    assert end_of(closed(code)).reshard
