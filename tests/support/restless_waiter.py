"""``python -m support.restless_waiter``: looks without a pause whether it is told to stop."""

from spotter.runtime.lifecycle import stop_on_signals


def main() -> None:
    """Nearly always a signal comes while the lock of the event is held."""
    stopping = stop_on_signals()
    print("started", flush=True)  # noqa: T201 - for the test to read
    while not stopping.is_set():
        stopping.wait(0)


if __name__ == "__main__":
    main()
