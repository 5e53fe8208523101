"""Browsers in words."""

import pytest

from spotter.notifier.web.access.asking.agents import agent_in_words

LINUX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (LINUX, "Firefox on Linux"),
        (WINDOWS, "Edge on Windows"),
        (PHONE, "Safari on an iPhone"),
        ("python-httpx/0.28.1", "python-httpx/0.28.1"),
        ("", ""),
    ],
)
def test_a_browser_has_a_short_name(agent: str, words: str) -> None:
    assert agent_in_words(agent) == words
