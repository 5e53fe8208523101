"""The command as people use it, in the test's own process."""

import json
from collections.abc import Mapping
from typing import Any

from typer.testing import CliRunner, Result

from spotter.cli.app import make_app


def run(*words: str, answer: str = "", settings: Mapping[str, str] | None = None) -> Result:
    """The command's result; ``answer`` is what is typed, ``settings`` are of its environment."""
    return CliRunner().invoke(make_app(words), words, input=answer, env=settings)


def said(*words: str) -> str:
    """What it prints; it must succeed."""
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result.output


def told(*words: str) -> Any:  # noqa: ANN401 - JSON
    """What it tells scripts."""
    return json.loads(said(*words, "--json"))


def refused(*words: str) -> tuple[int, str]:
    """Its exit code and what it complains of."""
    result = run(*words)
    return result.exit_code, result.stderr.strip()
