"""Under which names the page is served, and which pages may speak to it."""

import pytest
from pydantic import ValidationError

from spotter.notifier.settings import NotifierSettings
from spotter.notifier.web.served_names import ServedNames, is_host
from spotter.runtime.settings import problems_of

EVERYWHERE = "0.0.0.0"  # noqa: S104 - nothing listens in this test


@pytest.mark.parametrize(
    ("listens_at", "host"),
    [
        ("127.0.0.1", "127.0.0.1:8000"),
        ("127.0.0.1", "localhost"),
        ("127.0.0.1", "LOCALHOST.:9000"),
        ("localhost", "127.0.0.1:8000"),
        ("::1", "[::1]:8000"),
        ("192.168.1.5", "192.168.1.5:8000"),
        ("gym.lan", "gym.lan:8000"),
        (EVERYWHERE, "192.168.1.5:8000"),
        (EVERYWHERE, "[fe80::1]:8000"),
        (EVERYWHERE, "front-desk:8000"),
        (EVERYWHERE, "Front-Desk.local:8000"),
        (EVERYWHERE, "localhost:8000"),
        ("::", "10.0.0.7"),
        ("127.0.0.1", "gym.example"),
        ("127.0.0.1", "gym.example:8443"),
        (EVERYWHERE, "other.example:8443"),
    ],
)
def test_a_host_that_the_page_is_served_as_is_right(listens_at: str, host: str) -> None:
    names = ServedNames.of(listens_at, "front-desk", ["gym.example", "Other.example:8443"])
    assert names.host_problem(host) is None


@pytest.mark.parametrize(
    ("listens_at", "host"),
    [
        ("127.0.0.1", "evil.example:8000"),
        ("127.0.0.1", "localhost.evil.example"),
        ("127.0.0.1", "127.0.0.1.evil.example"),
        ("127.0.0.1", "front-desk:8000"),
        ("127.0.0.1", "192.168.1.5:8000"),
        ("127.0.0.1", EVERYWHERE),
        ("192.168.1.5", "localhost:8000"),
        (EVERYWHERE, "evil.example:8000"),
        (EVERYWHERE, "front-desk.evil.example"),
        (EVERYWHERE, "127.1"),
        (EVERYWHERE, "2130706433"),
        ("::", "evil.example"),
    ],
)
def test_another_host_is_not_and_the_answer_says_what_was_expected(
    listens_at: str, host: str
) -> None:
    names = ServedNames.of(listens_at, "front-desk")
    problem = names.host_problem(host) or ""
    assert f"found {host!r}" in problem
    assert all(name in problem for name in names.names)


@pytest.mark.parametrize(
    "host", ["", "a b", "a/b", "user@localhost", "localhost:8000:1", "localhost:", "[::1", "a,b"]
)
def test_what_is_no_name_is_no_host(host: str) -> None:
    assert not is_host(host)


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1:8000"),
        ("http://gym.lan", "gym.lan:80"),
        ("https://gym.lan", "gym.lan"),
        ("https://gym.example", "127.0.0.1:8000"),  # behind a proxy
        ("https://other.example:8443", "127.0.0.1:8000"),
    ],
)
def test_a_page_of_ours_may_speak_to_us(origin: str, host: str) -> None:
    names = ServedNames.of("127.0.0.1", "", ["gym.example", "other.example:8443"])
    assert names.origin_problem(origin, host) is None


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "http://127.0.0.1:9000",
        "http://localhost:8000",
        "http://gym.example:8081",
        "https://other.example",
        "http://127.0.0.1:8000.evil.example",
        "http://127.0.0.1:8000@evil.example",
        "file://127.0.0.1:8000",
        "http://[",
        "null",
        "",
    ],
)
def test_another_page_may_not(origin: str) -> None:
    names = ServedNames.of("127.0.0.1", "", ["gym.example", "other.example:8443"])
    assert f"found {origin!r}" in (names.origin_problem(origin, "127.0.0.1:8000") or "")


def test_a_setting_that_is_no_list_of_names_is_refused_in_words() -> None:
    with pytest.raises(ValidationError) as refused:
        NotifierSettings(served_as="gym.example, https://gym.example/")
    assert problems_of(refused.value) == (
        "SPOTTER_SERVED_AS: expected names such as gym.example or gym.example:8443, with commas "
        "between them; found 'https://gym.example/'"
    )
    assert NotifierSettings(served_as="gym.example, a.example").names.announced == {
        "gym.example",
        "a.example",
    }


def test_a_trusted_gateway_is_one_address() -> None:
    with pytest.raises(ValidationError) as refused:
        NotifierSettings(trusted_gateway="172.30.0.0/24")

    assert "SPOTTER_TRUSTED_GATEWAY" in problems_of(refused.value)


@pytest.mark.parametrize("host", ["", "0.0.0.0", "192.168.1.2", "::"])  # noqa: S104
def test_a_gateway_is_not_trusted_where_strangers_come_in_by_it(host: str) -> None:
    with pytest.raises(ValidationError) as refused:
        NotifierSettings(trusted_gateway="172.30.0.1", published_host=host)

    assert f"found {host!r}" in problems_of(refused.value)
    settings = NotifierSettings(trusted_gateway="172.30.0.1", published_host="127.0.0.1")
    assert settings.trusted_gateway == "172.30.0.1"
