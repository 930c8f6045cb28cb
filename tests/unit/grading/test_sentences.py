from bot.grading.sentences import LONGEST, split_sentences


def quotes(text: str) -> list[str]:
    return [sentence.quote(text) for sentence in split_sentences(text)]


def test_sentences_end_at_a_stop_and_not_at_an_abbreviation() -> None:
    text = "We stop it, e.g. at 3 p.m. today! Who pays? 1.5 points of it."
    assert quotes(text) == ["We stop it, e.g. at 3 p.m. today!", "Who pays?", "1.5 points of it."]


def test_a_bullet_is_a_sentence_without_its_mark() -> None:
    assert quotes("- stop refusals\n2. call them back\n• tell the CFO") == [
        "stop refusals",
        "call them back",
        "tell the CFO",
    ]


def test_lines_typed_on_a_phone_stay_apart() -> None:
    assert quotes("stop auto refusals\nkeep payouts on") == ["stop auto refusals", "keep payouts on"]


def test_wrapped_lines_are_one_sentence() -> None:
    text = "We stop refusals in the hail counties until the\nreplay is in and people have looked."
    assert quotes(text) == [text]


def test_a_wrapped_bullet_is_one_sentence() -> None:
    text = (
        "- stop refusals in the hail counties until we know what the storm did\n  to the photos\n- tell them"
    )
    assert len(quotes(text)) == 2


def test_headings_and_questions_are_known() -> None:
    sentences = split_sentences("## Contain\nWhat first?\n**Cost**\nPlan:\nWe stop it.")
    assert [sentence.heading for sentence in sentences] == [True, False, True, True, False]
    assert [sentence.question for sentence in sentences] == [False, True, False, False, False]


def test_words_without_end_are_read_in_parts() -> None:
    text = "we stop refusals and call families " * 40
    sentences = split_sentences(text)
    assert all(len(sentence.tokens) <= LONGEST for sentence in sentences)
    assert sum(len(sentence.tokens) for sentence in sentences) == len(text.split())


def test_a_long_quote_is_cut_at_a_clause() -> None:
    text = "We stop refusals in every county where hail fell, " + "and so on without an end in sight " * 9
    (quote, *_) = quotes(text)
    assert len(quote) <= 240
    assert text.startswith(quote)


def test_only_marks_are_no_sentence() -> None:
    assert split_sentences("— !!! ... \n\n ***") == ()
