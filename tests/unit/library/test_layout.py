from bot.library.layout import Kind, flowing, lines_of, prose

PROMPT = """\
It was cold.
Very cold.

  - 9 below
    5 below

```
plain  1
```
- one flat
| a | b |
"""


def test_prose_lists_and_tables_are_told_apart() -> None:
    assert [(line.text, line.kind) for line in lines_of(PROMPT)] == [
        ("It was cold.", Kind.PROSE),
        ("Very cold.", Kind.PROSE),
        ("", Kind.BLANK),
        ("  - 9 below", Kind.ARTEFACT),
        ("    5 below", Kind.ARTEFACT),
        ("", Kind.BLANK),
        ("plain  1", Kind.ARTEFACT),
        ("- one flat", Kind.BULLET),
        ("| a | b |", Kind.ARTEFACT),
    ]


def test_prose_leaves_out_what_a_candidate_is_meant_to_use() -> None:
    assert prose(PROMPT) == "It was cold.\nVery cold.\n\n\n- one flat"


def test_prose_flows_and_what_is_set_in_lines_keeps_them() -> None:
    text = (
        "It costs $4.6M. A\nwrong refusal is dear.\n\n- one\n- two\n\n```\na  1\nb  2\n```\nSo stop it\nnow."
    )
    told = ["It costs $4.6M. A wrong refusal is dear.", "- one\n- two", "a  1\nb  2", "So stop it now."]
    assert flowing(text) == "\n\n".join(told)
    assert flowing("") == ""
