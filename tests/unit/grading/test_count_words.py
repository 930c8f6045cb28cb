import pytest

from bot.domain.text import count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("  \n ... — !", 0),
        ("We stop refusals now.", 4),
        ("don't re-enable it", 3),
        ("$1,500 for 48 hours", 4),
        ("see https://example.org/a/very/long?link=1 please", 3),
        ("🙂 🙂 🙂", 0),
        ("我们今天停止自动拒绝并通知客户", 8),
        ("เราหยุดการปฏิเสธอัตโนมัติวันนี้", 8),
        ("우리는 오늘 멈춘다", 3),
    ],
)
def test_words_are_counted_in_every_script(text: str, words: int) -> None:
    assert count_words(text) == words


def test_text_without_spaces_is_not_one_word() -> None:
    assert count_words("拒" * 40) == 20
