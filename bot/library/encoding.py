"""A file's bytes as text, or the reason why they can't be read as a scenario."""

import re

from bot.library.problem import Problem

MOST_BYTES = 256 * 1024

UNPRINTABLE = re.compile(r"[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)


def decode(data: bytes, file: str) -> str | Problem:
    if len(data) > MOST_BYTES:
        size = f"The file is larger than {MOST_BYTES // 1024} KB, so it was not read"
        return Problem(file, 1, "", size, "a scenario needs about 20 KB; is this the right file?")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Problem(file, line, "", "This is not UTF-8 text", "save the file with the encoding UTF-8")
    return _unreadable(text, file) or text


def control_character(odd: str, line: int, file: str) -> Problem:
    message = f"There is an invisible control character (U+{ord(odd):04X}) in this line"
    return Problem(file, line, "", message, "delete it, or type the line again")


def _unreadable(text: str, file: str) -> Problem | None:
    if odd := UNPRINTABLE.search(text):
        return control_character(odd.group(), _line(text, odd.start()), file)
    tabs = list(_TAB_INDENT.finditer(text))
    if tabs:
        lines = "This line is" if len(tabs) == 1 else f"This line and {len(tabs) - 1} more are"
        message = f"{lines} indented with a tab"
        return Problem(file, _line(text, tabs[0].start()), "", message, "indent with two spaces a step")
    return None


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
