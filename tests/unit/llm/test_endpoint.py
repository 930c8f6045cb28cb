import pytest

from adapters.llm.endpoint import NO_KEY, OPENAI, Endpoint, endpoint
from bot.errors import UserMustAct


def test_with_neither_key_nor_address_there_is_no_model() -> None:
    assert endpoint("gpt-5-mini", " ", "", "low") is None
    assert endpoint("", "", "sk-1", "low") is None


def test_a_key_alone_means_openai_and_an_address_alone_needs_no_key() -> None:
    assert endpoint("m", "", "sk-1", "low") == Endpoint("m", OPENAI, "sk-1", "low")
    assert endpoint("m", "http://localhost:1/v1", "", "") == Endpoint("m", "http://localhost:1/v1", NO_KEY)


@pytest.mark.parametrize("address", ["localhost:8000", "ftp://host", "http://", "http://host:99999999", "x"])
def test_an_address_that_can_be_none_is_refused(address: str) -> None:
    with pytest.raises(UserMustAct, match="https://host/v1"):
        endpoint("m", address, "", "")


@pytest.mark.parametrize("key", ["sk-\n1", "sk-\u00e9"])
def test_a_key_that_no_header_carries_is_refused_and_not_repeated(key: str) -> None:
    with pytest.raises(UserMustAct) as refused:
        endpoint("m", "", key, "")
    assert key not in refused.value.message


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("http://127.0.0.1:8000/v1", True),
        ("http://[::1]/v1", True),
        ("http://192.168.1.4/v1", True),
        ("http://ollama:11434/v1", True),
        ("http://host.docker.internal/v1", True),
        ("https://api.openai.com/v1", False),
        ("https://8.8.8.8/v1", False),
    ],
)
def test_what_is_ones_own_network(address: str, *, local: bool) -> None:
    assert Endpoint("m", address).is_local is local


def test_nothing_secret_shows() -> None:
    here = Endpoint("m", "https://me:word@host.example:8443/v1?token=t", "sk-1")
    assert here.place == "https://host.example:8443/v1"
    assert "sk-1" not in repr(here)
