import os
from pathlib import Path

import psutil
import pytest

from spotter.demo.errors import DemoError
from spotter.demo.process_pool import run_jobs
from support.processes.workshop_jobs import Dawdle, Die, Fail, NoteProcess
from support.waiting import PATIENCE_S


def is_worker(process: psutil.Process) -> bool:
    try:
        return "spawn_main" in " ".join(process.cmdline())
    except psutil.Error:  # the process ended meanwhile
        return False


def never() -> bool:
    return False


def test_other_processes_do_all_jobs_and_each_is_reported(tmp_path: Path) -> None:
    done: list[None] = []
    jobs = [NoteProcess(tmp_path / str(number)) for number in range(4)]
    assert run_jobs(jobs, 2, on_done=done.append, stopping=never)
    assert len(done) == 4
    processes = {job.path.read_text() for job in jobs}
    assert len(processes) == 2
    assert str(os.getpid()) not in processes


def test_the_error_of_a_job_is_raised() -> None:
    with pytest.raises(ValueError, match="the camera fell over"):
        run_jobs([Fail()], 1, on_done=lambda _: None, stopping=never)


def test_a_killed_process_does_not_block_forever() -> None:
    with pytest.raises(DemoError, match=r"died. It printed nothing"):
        run_jobs([Die()], 1, on_done=lambda _: None, stopping=never)


def test_a_cancelled_wait_leaves_no_process_behind(tmp_path: Path) -> None:
    jobs = [Dawdle(tmp_path / "a"), Dawdle(tmp_path / "b"), Dawdle(tmp_path / "c")]
    begun = (tmp_path / "a").exists
    assert not run_jobs(jobs, 1, on_done=lambda _: None, stopping=begun)
    workers = [child for child in psutil.Process().children() if is_worker(child)]
    assert psutil.wait_procs(workers, timeout=PATIENCE_S)[1] == []
    assert not (tmp_path / "c").exists()
