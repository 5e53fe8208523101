"""How those who wait are told how far the work is."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

Progress = Callable[[str, int], AbstractContextManager[Callable[[], None]]]
"""Shows what is done and in how many steps; gives the function to call after each step."""


@contextmanager
def silent(_description: str, _total: int) -> Iterator[Callable[[], None]]:
    """Shows nothing."""
    yield lambda: None
