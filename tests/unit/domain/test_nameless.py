"""Texts leave without the people in them."""

from bot.domain.nameless import nameless


def test_mentions_and_addresses_of_every_platform_go() -> None:
    for mention in ("<@U12AB>", "<@U12AB|heron>", "<@!4711>", "<@&4711>", "<!subteam^S1|team>", "@heron.k"):
        assert nameless(f"Ask {mention}, then wait.", []) == "Ask somebody, then wait."
    assert nameless("Write to heron@example.org.", []) == "Write to somebody."


def test_names_go_whole_and_in_parts() -> None:
    names = ["Heron Osprey-Lee", "sandpiper"]
    said = "Heron Osprey-Lee and Osprey-Lee told Sandpiper; sandpipers fly, and Heron's right."
    left = nameless(said, names)
    assert left == "somebody and somebody told somebody; sandpipers fly, and somebody's right."


def test_nothing_else_changes() -> None:
    said = "At 3 @ 40 %, the heronry pays: a@b, Al and 50/50."
    assert nameless(said, ["Heron", "Al B"]) == said
    assert nameless("", ["Heron", ""]) == ""
