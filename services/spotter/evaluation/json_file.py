"""Reads files of JSON that people made."""

import json
from pathlib import Path
from typing import Any

from spotter.evaluation.errors import EvaluationError


def read_json(path: Path, what: str) -> Any:  # noqa: ANN401 - JSON
    """The values in a file of ``what``. Raises :class:`EvaluationError` for one that has none."""
    try:
        return json.loads(path.read_text())
    except OSError as error:
        raise EvaluationError(f"cannot read {what} from {path}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise EvaluationError(f"{path}: expected JSON; found {error}") from error
