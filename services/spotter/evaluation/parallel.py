"""Maps a function over tasks in several processes."""

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from spotter.evaluation.errors import EvaluationCrashError

Task = TypeVar("Task")
Result = TypeVar("Result")


def each(work: Callable[[Task], Result], tasks: Sequence[Task], processes: int) -> Iterator[Result]:
    """The results of ``work``, in the order of ``tasks``, for any number of processes.

    ``work`` must be picklable. Raises what ``work`` raises, and :class:`EvaluationCrashError` when
    a process dies.
    """
    if processes <= 1 or len(tasks) <= 1:
        yield from map(work, tasks)
        return
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(processes, len(tasks)), spawn, _ignore_ctrl_c) as pool:
        try:
            yield from pool.map(work, tasks)
        except BrokenProcessPool as error:
            raise EvaluationCrashError(
                "a process that evaluates died; is there enough memory?"
            ) from error
        except BaseException:  # Ctrl-C too: nobody needs the unfinished results
            _abandon(pool)
            raise


def _abandon(pool: ProcessPoolExecutor) -> None:
    pool.shutdown(wait=False, cancel_futures=True)
    for process in multiprocessing.active_children():
        process.kill()


def _ignore_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles it
