"""What a file can't mean is passed over whole: the fields after it are read as if it weren't there."""

from bot.library.document import Document, open_document

TEXT = """\
? [a, [b]]
: {c: [d, {e: f}]}
kept: 1
kept: {x: [2, 3]}
last: [4]
"""


def test_the_fields_after_a_mistake_keep_their_values_and_lines() -> None:
    document = open_document(TEXT, "file")

    assert isinstance(document, Document)
    assert document.value == {"kept": 1, "last": [4]}
    assert [problem.line for problem in document.problems] == [1, 4]
    assert (document.line(("kept",)), document.line(("last", 0))) == (3, 5)
