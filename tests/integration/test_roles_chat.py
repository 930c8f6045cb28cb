"""The role that listens to chats: played where it is wanted, and only there."""

from pathlib import Path

from tests.fakes.house_process import LISTENING, Orders
from tests.fakes.role_process import house_process


def test_a_chat_is_listened_to_by_its_role_until_told_to_stop(database_url: str, tmp_path: Path) -> None:
    with house_process(tmp_path, Orders(database_url, roles=("chat",))) as debrief:
        debrief.wait_to_say(LISTENING)
        assert debrief.stop() == 0
        assert debrief.events("Stopped.")


def test_other_roles_leave_the_listening_to_others(database_url: str, tmp_path: Path) -> None:
    with house_process(tmp_path, Orders(database_url, roles=("worker", "web"))) as debrief:
        debrief.url()
        assert debrief.stop() == 0
        assert LISTENING not in debrief.said()
