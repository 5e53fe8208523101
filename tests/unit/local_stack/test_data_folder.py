import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from spotter.local_stack.data_folder import DataFolder
from spotter.local_stack.errors import LocalStackError

HOLD = """
import sys, time
from pathlib import Path
from spotter.local_stack.data_folder import DataFolder
with DataFolder(Path(sys.argv[1])).locked():
    print("taken", flush=True)
    time.sleep(60)
"""


def test_a_folder_in_use_is_refused_with_the_address_of_its_page(
    tmp_path: Path,
) -> None:
    data = DataFolder(tmp_path)
    with data.locked():
        data.run.mkdir()
        data.write_page_address("http://127.0.0.1:8000/")
        with pytest.raises(LocalStackError) as refused, DataFolder(tmp_path).locked():
            pass
    assert "already runs" in str(refused.value)
    assert f"process {os.getpid()}, page http://127.0.0.1:8000/" in str(refused.value)
    assert "--data" in str(refused.value)


def test_two_folders_can_be_locked_at_once(tmp_path: Path) -> None:
    with DataFolder(tmp_path / "a").locked(), DataFolder(tmp_path / "b").locked():
        assert (tmp_path / "a").is_dir()


def test_the_lock_leaves_no_file(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    with data.locked():
        pass
    assert list(data.root.iterdir()) == []
    with data.locked():
        pass


def test_a_killed_process_does_not_keep_its_lock(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"taken\n"
        with pytest.raises(LocalStackError, match="already runs"), DataFolder(tmp_path).locked():
            pass
        holder.send_signal(signal.SIGKILL)
    with DataFolder(tmp_path).locked():
        pass


def test_a_folder_that_cannot_be_created_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    data = DataFolder(tmp_path / "file" / "data")
    with (
        pytest.raises(LocalStackError, match=r"file/data cannot be used: Not a directory"),
        data.locked(),
    ):
        pass


def test_only_the_user_can_read_the_folder(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    with data.locked():
        assert data.root.stat().st_mode & 0o077 == 0


def test_an_error_of_the_work_is_not_taken_for_a_lock(tmp_path: Path) -> None:
    with pytest.raises(BlockingIOError, match="terminal"), DataFolder(tmp_path).locked():
        raise BlockingIOError("the terminal takes nothing")
