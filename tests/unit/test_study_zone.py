from zoneinfo import ZoneInfoNotFoundError

import pytest

from adapters.web.study.zone import ELSEWHERE, local_zone


@pytest.mark.parametrize(
    ("machine", "group"),
    [
        ("America/New_York", "America/New_York"),
        ("America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ("UTC", ELSEWHERE),
        ("Etc/UTC", ELSEWHERE),
        ("EST5EDT", ELSEWHERE),
        ("Mars/Olympus", ELSEWHERE),
        (None, ELSEWHERE),
    ],
)
def test_the_group_lives_where_the_machine_does_if_that_has_a_name(machine: str | None, group: str) -> None:
    assert local_zone(lambda: machine) == group


def test_a_machine_that_cant_tell_its_zone_is_no_reason_to_stop() -> None:
    def unknown() -> str:
        raise ZoneInfoNotFoundError("Multiple conflicting time zone configurations found.")

    assert local_zone(unknown) == ELSEWHERE
