"""A gym that asks nobody who they are, on its own machine alone."""

import pytest
from pydantic import ValidationError

from spotter.notifier.settings import NotifierSettings

EVERYWHERE = "0.0.0.0"  # noqa: S104 - compared


def test_a_gym_is_closed_unless_it_is_opened() -> None:
    assert not NotifierSettings().open


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_a_gym_on_the_loopback_address_may_be_open(host: str) -> None:
    assert NotifierSettings(open=True, host=host).open


@pytest.mark.parametrize("host", [EVERYWHERE, "192.168.1.2", "::"])
def test_a_gym_that_others_reach_may_not(host: str) -> None:
    with pytest.raises(ValidationError, match="expected SPOTTER_HOST to be"):
        NotifierSettings(open=True, host=host)


def test_a_container_may_be_open_to_its_own_machine() -> None:
    settings = NotifierSettings(
        open=True, host=EVERYWHERE, trusted_gateway="172.30.83.1", published_host="127.0.0.1"
    )
    assert settings.open
