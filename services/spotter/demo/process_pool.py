"""Jobs done by several processes at once, with progress, and abandoned at once when told so."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from tempfile import NamedTemporaryFile
from typing import Protocol

from spotter.demo.errors import DemoError

_POLL_S = 0.1


class Job(Protocol):
    """Something to be made. Jobs travel to other processes."""

    def run(self) -> None:
        """Make it."""


def do_all(
    jobs: Sequence[Job],
    processes: int,
    *,
    on_done: Callable[[], None],
    stopping: Callable[[], bool],
) -> bool:
    """Run ``jobs``; ``on_done`` is told of each that is done. Says whether all are.

    When ``stopping`` says so, what is being done is abandoned. A job's own exception is raised;
    :class:`DemoError` when a process dies.
    """
    spawn = multiprocessing.get_context("spawn")
    with (
        NamedTemporaryFile(prefix="spotter-", suffix=".log") as said,
        ProcessPoolExecutor(processes, spawn, _prepare_process, (said.name,)) as pool,
    ):
        waiting: set[Future[None]] = {pool.submit(job.run) for job in jobs}
        try:
            while waiting and not stopping():
                done, waiting = wait(waiting, _POLL_S, FIRST_COMPLETED)
                for future in done:
                    future.result()
                    on_done()
        except BrokenProcessPool as error:
            words = said.read().decode(errors="replace").strip() or "It said nothing."
            raise DemoError(f"a process that films the demo's athletes died. {words}") from error
        finally:
            if waiting:
                _abandon(pool)
    return not waiting


def _abandon(pool: ProcessPoolExecutor) -> None:
    pool.shutdown(wait=False, cancel_futures=True)
    for process in multiprocessing.active_children():
        process.kill()


def _prepare_process(log: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    # LiteRT chats on standard error, where the progress is shown.
    os.dup2(os.open(log, os.O_WRONLY | os.O_APPEND), 2)
