"""Jobs done by several processes at once, with progress, and abandoned at once when told so."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Protocol

from spotter_cli.errors import StartError

_TURN_S = 0.1


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
    :class:`StartError` when a process dies.
    """
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, spawn, initializer=_prepare_process) as pool:
        waiting: set[Future[None]] = {pool.submit(job.run) for job in jobs}
        try:
            while waiting and not stopping():
                done, waiting = wait(waiting, _TURN_S, FIRST_COMPLETED)
                for future in done:
                    future.result()
                    on_done()
        except BrokenProcessPool as error:
            raise StartError("a process that prepares the demo gym was killed") from error
        finally:
            if waiting:
                _abandon(pool)
    return not waiting


def _abandon(pool: ProcessPoolExecutor) -> None:
    pool.shutdown(wait=False, cancel_futures=True)
    for process in multiprocessing.active_children():
        process.kill()


def _prepare_process() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # LiteRT talks there; exceptions go elsewhere
