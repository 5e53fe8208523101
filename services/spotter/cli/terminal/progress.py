"""Progress on standard error: bars in a terminal, a line every two seconds elsewhere."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
)

_LINE_EVERY_S = 2.0
COUNTED_COLUMNS = (
    TextColumn("{task.description}"),
    BarColumn(),
    MofNCompleteColumn(),
    TimeElapsedColumn(),
)
"""The columns for steps that are counted."""


@contextmanager
def progress_bars(*columns: ProgressColumn, every_s: float = _LINE_EVERY_S) -> Iterator[Progress]:
    """Bars with ``columns``, one for each task that is added to them.

    Standard output is for the result. Where standard error is no terminal, as in a log, each
    unfinished task is told as a line every ``every_s`` seconds.
    """
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        if console.is_terminal:
            yield bars
            return
        with _lines_of(bars, console, every_s):
            yield bars


@contextmanager
def counted(description: str, total: int) -> Iterator[Callable[[], None]]:
    """A progress bar of ``total`` steps; yields the function to call after each step."""
    with progress_bars(*COUNTED_COLUMNS) as bars:
        task = bars.add_task(description, total=total)
        yield lambda: bars.advance(task)


@contextmanager
def status_of(description: str) -> Iterator[Callable[[list[str]], None]]:
    """A status line that names what it waits for; yields the function that sets the names."""
    with progress_bars(SpinnerColumn(), TextColumn("{task.description}")) as bars:
        task = bars.add_task(description, total=None)
        yield lambda names: bars.update(task, description=f"{description}: {', '.join(names)}")


@contextmanager
def _lines_of(bars: Progress, console: Console, every_s: float) -> Iterator[None]:
    done = threading.Event()

    def tell() -> None:
        while not done.wait(every_s):
            for task in bars.tasks:
                if not task.finished:
                    console.print(_line(task), highlight=False, markup=False, soft_wrap=True)

    teller = threading.Thread(target=tell, name="progress", daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _line(task: Task) -> str:
    share = "" if task.total is None else f"{task.percentage:.0f} %, "
    return f"{task.description}: {share}{task.elapsed or 0:.0f} s"
