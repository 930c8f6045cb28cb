"""Tokens at rest: read with the keys that are listed, and with no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.sealing import sealing
from bot.errors import UserMustAct

OLD, NEW = "an-older-key-that-was-used-until-today", "the-newest-key-that-is-used-from-now-on"


@given(st.text())
def test_what_was_sealed_comes_back(secret: str) -> None:
    seal = sealing(NEW)
    assert seal.open(seal.seal(secret)) == secret


def test_the_same_secret_never_looks_the_same() -> None:
    seal = sealing(NEW)
    assert seal.seal("xoxb-1") != seal.seal("xoxb-1")
    assert b"xoxb-1" not in seal.seal("xoxb-1")


def test_an_older_key_still_opens_and_the_newest_seals() -> None:
    sealed = sealing(OLD).seal("xoxb-1")
    both = sealing(f"{NEW}, {OLD}")
    assert both.open(sealed) == "xoxb-1"
    assert sealing(NEW).open(both.seal("xoxb-2")) == "xoxb-2"
    with pytest.raises(UserMustAct, match="kept as it is"):
        sealing(NEW).open(sealed)


@pytest.mark.parametrize("spoilt", [b"", b"nonsense", b"gAAAAA"])
def test_what_was_never_sealed_is_refused(spoilt: bytes) -> None:
    with pytest.raises(UserMustAct):
        sealing(NEW).open(spoilt)


@pytest.mark.parametrize("keys", ["", " , ", "short"])
def test_keys_that_protect_nothing_are_refused(keys: str) -> None:
    with pytest.raises(UserMustAct, match="DEBRIEF_SECRET_KEYS"):
        sealing(keys)


def test_the_keys_are_not_printed() -> None:
    assert NEW not in repr(sealing(NEW))
