"""``python -m support.processes.slow_to_stop``: runs on after a signal until its input ends."""

import signal
import sys

from spotter.runtime.lifecycle import stop_on_signals


def main() -> None:
    """Print each stage on a line of its own."""
    stopping = stop_on_signals(signal.SIGHUP)
    print("started", flush=True)  # noqa: T201 - for the test to read
    stopping.wait()
    print("stopping", flush=True)  # noqa: T201
    sys.stdin.read()
    print("stopped", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
