"""One skeleton for all services: settings, logs, signals, exit codes."""

import sys
import threading
from collections.abc import Callable
from typing import TypeVar

import structlog
from pydantic import ValidationError

from spotter.runtime.errors import ServiceError
from spotter.runtime.lifecycle import stop_on_signals
from spotter.runtime.logs import configure_logs
from spotter.runtime.settings import ProcessSettings, problems_of

STOPPED = 0
CANNOT_RUN = 1
WRONG_INPUT = 2

Settings = TypeVar("Settings", bound=ProcessSettings)


def run_process(
    name: str,
    read_settings: Callable[[], Settings],
    serve: Callable[[Settings, threading.Event], None],
) -> int:
    """Serve until SIGTERM or SIGINT; a second signal ends the process at once.

    Returns the exit code: 0 after an orderly stop, 1 when the service cannot run or continue (it
    logs the reason), and 2 when a setting is wrong (standard error names it). Any other exception
    is a bug and propagates.
    """
    stopping = stop_on_signals()
    try:
        settings = read_settings()
    except ValidationError as error:
        return report_wrong_input(problems_of(error))
    configure_logs(name, log_format=settings.log_format, level=settings.log_level)
    try:
        serve(settings, stopping)
    except ServiceError as error:
        structlog.get_logger().error("cannot run", reason=str(error))
        return CANNOT_RUN
    return STOPPED


def report_wrong_input(problem: str) -> int:
    """Write what is wrong with the input to standard error; returns the exit code for that."""
    sys.stderr.write(f"{problem}\n")
    return WRONG_INPUT
