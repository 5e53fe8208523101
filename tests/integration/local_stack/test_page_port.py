"""``spotter up``: the page's port while the gym is prepared, which may take minutes."""

import socket
import threading
from contextlib import ExitStack
from pathlib import Path

import pytest

from spotter.cli.up import running
from spotter.cli.up.preparation import Options, Prepared
from spotter.cli.up.running import Output, Run
from spotter.exercise_store.references import ReferenceFolder
from spotter.local_stack.data_folder import DataFolder
from spotter.local_stack.errors import LocalStackError
from spotter.local_stack.gym import Gym
from spotter.local_stack.pipeline import Page
from spotter.local_stack.ports import LOOPBACK, free_port, page_port


def test_a_port_that_another_program_takes_meanwhile_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    run = Run(
        DataFolder(tmp_path),
        lambda: Page(LOOPBACK, page_port(port)),
        Output(as_json=False, logs=False),
        threading.Event(),
        environment={},
    )
    with ExitStack() as others:

        def prepare(*_: object) -> Prepared:
            others.enter_context(socket.create_server((LOOPBACK, port)))
            return Prepared(Gym(tmp_path / "gym.yaml", (), 0), ReferenceFolder(tmp_path))

        monkeypatch.setattr(running, "check_files", lambda *_: None)
        monkeypatch.setattr(running, "prepare", prepare)
        with pytest.raises(LocalStackError, match=f"port {port} of 127.0.0.1 is in use"):
            run.execute(Options())
