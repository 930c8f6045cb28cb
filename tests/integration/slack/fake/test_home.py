"""The App Home: published, seen by one, and pressed."""

from tests.integration.slack.fake_slack_stage import Group, Heard, refusal


async def test_the_home_is_published_seen_and_pressed(stage: Group, heard: Heard) -> None:
    button = {"type": "button", "action_id": "plan", "text": {"type": "plain_text", "text": "My plan"}}
    home = {"type": "home", "blocks": [{"type": "actions", "elements": [button]}]}
    published = await stage.client.views_publish(user_id=stage.ada.id, view=home)
    shown = stage.slack.home(stage.ada)
    assert shown
    await stage.slack.clicks(stage.ada, shown, "My plan")

    body = heard.bodies[-1]
    await stage.slack.opens_home(stage.ada)
    assert heard.events[-1]["view"]["id"] == published["view"]["id"]
    assert body["container"] == {"type": "view", "view_id": published["view"]["id"]}
    assert body["view"]["type"] == "home"
    assert "response_url" not in body
    assert stage.slack.home(stage.ben) is None
    stale = stage.client.views_publish(user_id=stage.ada.id, view=home, hash="1.old")
    assert (await refusal(stale))["error"] == "hash_conflict"
    unknown = stage.client.views_publish(user_id="U404", view=home)
    assert (await refusal(unknown))["error"] == "user_not_found"
    stage.slack.app.home_tab = False
    off = stage.client.views_publish(user_id=stage.ada.id, view=home)
    assert (await refusal(off))["error"] == "not_enabled"
