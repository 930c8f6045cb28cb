"""An install that comes back: only what began here, lately, in the same browser."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.install.proof import GOOD_FOR, Proofs, browser_secret, proofs
from bot.testing import FakeClock

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.fixture
def made(clock: FakeClock) -> Proofs:
    return proofs("client-secret", clock.now)


def test_a_proof_is_taken_in_its_own_browser(made: Proofs) -> None:
    browser = browser_secret()
    state = made.make(browser)
    assert made.mark(state, browser) == made.mark(state, browser) is not None
    assert made.mark(state, browser_secret()) is None
    assert made.mark(state, "") is None


def test_two_proofs_have_two_marks(made: Proofs) -> None:
    browser = browser_secret()
    assert made.mark(made.make(browser), browser) != made.mark(made.make(browser), browser)


def test_a_proof_grows_old(made: Proofs, clock: FakeClock) -> None:
    browser = browser_secret()
    state = made.make(browser)
    clock.instant += GOOD_FOR
    assert made.mark(state, browser)
    clock.instant += timedelta(seconds=1)
    assert made.mark(state, browser) is None


def test_another_apps_proof_is_none(made: Proofs, clock: FakeClock) -> None:
    browser = browser_secret()
    assert made.mark(proofs("another-secret", clock.now).make(browser), browser) is None


@given(st.text(), st.text())
def test_nothing_else_is_a_proof(state: str, browser: str) -> None:
    assert proofs("client-secret", lambda: NOW).mark(state, browser) is None


def test_a_browser_keeps_its_secret_and_nobody_chooses_one() -> None:
    had = browser_secret()
    assert browser_secret(had) == had
    assert browser_secret("short") != "short"
