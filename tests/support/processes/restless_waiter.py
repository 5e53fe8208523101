"""``python -m support.processes.restless_waiter``: checks without pause whether it should stop."""

from spotter.runtime.lifecycle import stop_on_signals


def main() -> None:
    """Run so that a signal nearly always arrives while the event's lock is held."""
    stopping = stop_on_signals()
    print("started", flush=True)  # noqa: T201 - for the test to read
    while not stopping.is_set():
        stopping.wait(0)


if __name__ == "__main__":
    main()
