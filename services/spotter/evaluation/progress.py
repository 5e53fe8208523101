"""Progress of long work."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

Progress = Callable[[str, int], AbstractContextManager[Callable[[], None]]]
"""Takes a description and the number of steps; yields the function to call after each step."""


@contextmanager
def silent(_description: str, _total: int) -> Iterator[Callable[[], None]]:
    """A progress that shows nothing."""
    yield lambda: None
