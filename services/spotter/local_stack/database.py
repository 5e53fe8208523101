"""The gym's database: where it is, and the catalog's process that works on it."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from spotter.local_stack.data_folder import DataFolder

DATABASE_VARIABLE = "SPOTTER_DATABASE_URL"

Step = Callable[[str, int, int], None]
"""Told of a table, its rows that are done, and its rows in all."""


class DatabaseCommandError(Exception):
    """What a database command said when it failed; ``code`` is its exit code."""

    def __init__(self, words: str, code: int) -> None:
        super().__init__(words)
        self.code = code


def database_url(data: DataFolder, environment: Mapping[str, str]) -> str:
    """The address in ``environment``, else that of the file in the data folder."""
    return environment.get(DATABASE_VARIABLE) or f"sqlite:///{data.database.resolve()}"


def demo_database_url(data: DataFolder) -> str:
    """The address of the database with what is made up for the demo gym."""
    return f"sqlite:///{data.demo_database.resolve()}"


def run_database_command(
    arguments: Sequence[str], environment: Mapping[str, str], on_step: Step
) -> dict[str, Any]:
    """Run ``python -m spotter.catalog db`` with ``arguments``; returns its result.

    Raises :class:`DatabaseCommandError`. It ends with this process, and leaves nothing half done.
    """
    line = [sys.executable, "-P", "-m", "spotter.catalog", "db", *arguments]
    result: dict[str, Any] = {}
    with subprocess.Popen(  # noqa: S603 - our own
        line,
        env={**environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout  # noqa: S101 - made with pipes
        assert process.stderr  # noqa: S101 - the same
        for said in map(json.loads, process.stdout):
            if "result" in said:
                result = said["result"]
            else:
                on_step(said["table"], said["done"], said["total"])
        words = process.stderr.read().strip()
    if not result:
        raise DatabaseCommandError(words, process.returncode)
    return result
