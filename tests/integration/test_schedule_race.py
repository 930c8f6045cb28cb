"""The race of two schedulers, one of them killed, in a small size; `bench/` runs the large one."""

from bench.schedule import measure_schedule


async def test_two_schedulers_post_for_every_group_once(database_url: str) -> None:
    found = await measure_schedule(database_url, due=1_500)
    assert found["posts / distinct groups"] == "1500 / 1500"
    assert found["postings / jobs"] == "1500 / 1500"
    assert found["left due"] == 0
