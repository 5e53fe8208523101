"""Every service ends in the same ways."""

import signal
import threading
from collections.abc import Iterator

import pytest
import structlog
from pydantic import Field

from spotter.runtime.errors import PermanentError, TemporaryError
from spotter.runtime.process import CANNOT_RUN, STOPPED, WRONG_INPUT, run_process
from spotter.runtime.settings import ProcessSettings
from support.plain_logs import log_plainly


class Settings(ProcessSettings):
    rate_hz: float = Field(default=15.0, gt=0)


@pytest.fixture(autouse=True)
def _own_signals_and_logs() -> Iterator[None]:
    """What a process sets up for itself goes with the test."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)
    structlog.reset_defaults()
    log_plainly()


def test_a_service_that_stops_in_order_ends_with_0() -> None:
    served: list[float] = []

    def serve(settings: Settings, stopping: threading.Event) -> None:
        assert not stopping.is_set()
        served.append(settings.rate_hz)

    assert run_process("scorer", Settings, serve) == STOPPED == 0
    assert served == [15.0]


def test_a_wrong_setting_is_named_and_nothing_is_served(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SPOTTER_RATE_HZ", "-1")

    def serve(_settings: Settings, _stopping: threading.Event) -> None:
        pytest.fail("it was served")

    assert run_process("scorer", Settings, serve) == WRONG_INPUT == 2
    said = capsys.readouterr().err
    assert said == "SPOTTER_RATE_HZ: expected greater than 0; found '-1'\n"


@pytest.mark.parametrize("kind", [PermanentError, TemporaryError])
def test_a_service_that_cannot_run_ends_with_1_and_logs_the_reason(
    kind: type[Exception], capsys: pytest.CaptureFixture[str]
) -> None:
    def serve(_settings: Settings, _stopping: threading.Event) -> None:
        raise kind("expected a free port; found it taken")

    assert run_process("scorer", Settings, serve) == CANNOT_RUN == 1
    said = capsys.readouterr().err
    assert '"event": "cannot run"' in said
    assert '"reason": "expected a free port; found it taken"' in said


def test_a_mistake_of_ours_is_no_reason_but_a_traceback() -> None:
    def serve(_settings: Settings, _stopping: threading.Event) -> None:
        raise KeyError("mistake")

    with pytest.raises(KeyError, match="mistake"):
        run_process("scorer", Settings, serve)
