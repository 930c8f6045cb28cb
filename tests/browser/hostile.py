"""What somebody may type who wishes the page, the channel or its readers ill."""

from collections.abc import Mapping
from types import MappingProxyType
from unicodedata import category

RAN = "window.ran = (window.ran || 0) + 1"
"""What any script of theirs would do: a test looks whether it did."""

HOSTILE: Mapping[str, str] = MappingProxyType(
    {
        "a script": f"<script>{RAN}</script> and the words after it",
        "a picture that runs": f"<img src=x onerror='{RAN}'><svg onload='{RAN}'><iframe src='/look'>",
        "the end of its element": f"</p></article></main></details><script>{RAN}</script><h1>Mine now</h1>",
        "the end of a field": f"</textarea></form><form action='/'><button>Grade me</button><script>{RAN}",
        "the end of an attribute": f'" onmouseover="{RAN}" autofocus onfocus=\'{RAN}\' x="',
        "entities": "&lt;b&gt; &amp;amp; &#x3c;script&#x3e; &nbsp;&zwj; stays as it was typed",
        "a template": "{{ 7 * 7 }} {% include 'page.html' %} ${7*7} #{7*7} stays as it was typed",
        "markdown": "# *bold* _it_ **b** ~~s~~ [click](javascript:alert(1)) ![x](x) > quote",
        "a link": "javascript:alert(1) data:text/html,<script>1</script> //evil.example/ file:///etc/passwd",
        "mentions": "all of @everyone @here @channel <@U1> <!channel> <!here> <#C1|general> <@&1> @Ana",
        "turned round": "\u202eevil eb ot txet\u202c \u2066isolated \u202breversed without an end",
        "nothing to see": "a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg are letters with nothing between",
        "stacked marks": "Z" + "\u0301\u0302\u0303\u0336\u0489" * 120 + " stands in one line",
        "a terminal's": "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J stays in its line",
        "unprintable": "null \x00 bell \x07 delete \x7f line \u2028 paragraph \u2029 stays whole",
        "emoji": "👩‍👩‍👧‍👦🏳️‍🌈🧑🏿‍🚀" * 700 + " is a crowd",
        "one long word": "x" * 19_900,
        "very many lines": "\n".join(f"line {number}" for number in range(1_500)),
    }
)
"""What it is, and what is typed. A message may be hardly longer."""

SHORT: Mapping[str, str] = MappingProxyType(
    {
        "a script": f"<script>{RAN}</script>",
        "a picture that runs": f"<img src=x onerror='{RAN}'>",
        "mentions": "@everyone <!channel> <@U1>",
        "turned round": "\u202egnihton \u2067a name",
        "a terminal's": "\x1b[31mred\x07",
        "stacked marks": "Z" + "\u0301\u0336" * 28,
        "one long word": "x" * 60,
    }
)
"""For names and for the words behind a command."""


def essence(text: str) -> str:
    """What has to be there of it, however the page breaks its lines and shows what can't be printed."""
    return "".join(
        char for char in text if not char.isspace() and category(char) != "Cc" and not _stands_in(char)
    )


def letters(text: str) -> str:
    """What can be seen of it."""
    return "".join(char for char in essence(text) if category(char) != "Cf")


def _stands_in(char: str) -> bool:
    """For a character that can't be printed."""
    return "\u2400" <= char <= "\u2426" or char == "\ufffd"
