"""A clock that a test sets by hand."""


class HandClock:
    """A clock in seconds that stands still until ``now_s`` is changed."""

    def __init__(self, now_s: float = 100.0) -> None:
        self.now_s = now_s

    def __call__(self) -> float:
        return self.now_s
