"""Runs jobs in several processes, with progress; stops them at once on request."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from tempfile import NamedTemporaryFile
from typing import Protocol, TypeVar

from spotter.demo.errors import DemoError

_POLL_S = 0.1


Result = TypeVar("Result")
Made_co = TypeVar("Made_co", covariant=True)


class Job(Protocol[Made_co]):
    """A job for another process, so it and its result must be picklable."""

    def run(self) -> Made_co:
        """Do the job."""


def run_jobs(
    jobs: Sequence[Job[Result]],
    processes: int,
    *,
    on_done: Callable[[Result], None],
    stopping: Callable[[], bool],
) -> bool:
    """Run ``jobs``, calling ``on_done`` with the result of each; return whether all are done.

    When ``stopping`` returns True, unfinished jobs are abandoned. Raises a job's own exception, and
    :class:`DemoError` when a process dies.
    """
    spawn = multiprocessing.get_context("spawn")
    with (
        NamedTemporaryFile(prefix="spotter-", suffix=".log") as output,
        ProcessPoolExecutor(processes, spawn, _prepare_process, (output.name,)) as pool,
    ):
        waiting: set[Future[Result]] = {pool.submit(job.run) for job in jobs}
        try:
            while waiting and not stopping():
                done, waiting = wait(waiting, _POLL_S, FIRST_COMPLETED)
                for future in done:
                    on_done(future.result())
        except BrokenProcessPool as error:
            words = output.read().decode(errors="replace").strip() or "It printed nothing."
            raise DemoError(f"a process that makes the demo's data died. {words}") from error
        finally:
            if waiting:
                _abandon(pool)
    return not waiting


def _abandon(pool: ProcessPoolExecutor) -> None:
    pool.shutdown(wait=False, cancel_futures=True)
    for process in multiprocessing.active_children():
        process.kill()


def _prepare_process(log: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles Ctrl-C
    # LiteRT prints to standard error, where the progress bar is.
    os.dup2(os.open(log, os.O_WRONLY | os.O_APPEND), 2)
