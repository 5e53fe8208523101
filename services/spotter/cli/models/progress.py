"""Download progress of models on standard error."""

from contextlib import AbstractContextManager
from typing import Any

from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

from spotter.cli.terminal.progress import progress_bars
from spotter.estimators.models.archives import OnProgress
from spotter.estimators.models.catalogue import Source
from spotter.estimators.openpose.published.mirror import OnBytes


def download_bars() -> AbstractContextManager[Progress]:
    """Progress bars, one for each file."""
    return progress_bars(TextColumn("{task.description}"), BarColumn(), DownloadColumn())


def archive_progress(bars: Progress) -> OnProgress:
    """The callback that moves one bar for each archive."""
    tasks: dict[Source, Any] = {}

    def move(source: Source, received_bytes: int) -> None:
        if source not in tasks:
            tasks[source] = bars.add_task(f"Fetching the {source}", total=source.size_bytes)
        bars.update(tasks[source], completed=received_bytes)

    return move


def file_progress(bars: Progress, name: str) -> OnBytes:
    """The callback that moves the bar of the file ``name``."""
    task = bars.add_task(f"Fetching {name}", total=None)

    def move(received_bytes: int, expected_bytes: int | None) -> None:
        bars.update(task, completed=received_bytes, total=expected_bytes)

    return move
