"""Discord waits three seconds: each of ours comes before that, and in its order."""

from adapters.discord.heard.showing import Pace


def test_a_promise_comes_before_what_may_be_a_form_and_all_before_three_seconds() -> None:
    it = Pace()
    assert 0 < it.defer < it.opens < it.another < it.last < 3.0
