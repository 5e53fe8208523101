"""Progress shown on standard error: standard output is for verdicts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)


@contextmanager
def counted(description: str, total: int) -> Iterator[Callable[[], None]]:
    """A progress bar of ``total`` steps; yields the function to call after each step."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(description, total=total)
        yield lambda: bar.advance(task)


@contextmanager
def status_of(description: str) -> Iterator[Callable[[list[str]], None]]:
    """A status line that names what it waits for; yields the function that sets the names."""
    with Console(stderr=True).status(description) as status:
        yield lambda names: status.update(f"{description}: {', '.join(names)}")
