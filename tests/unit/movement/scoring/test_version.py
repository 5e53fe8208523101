import json
import math
from typing import Any

import pytest

from spotter.movement.scoring import METHODS
from support.movements.golden_verdicts import golden_file, golden_verdicts


@pytest.mark.parametrize("method", METHODS)
def test_a_version_of_a_method_says_what_it_always_said(method: str) -> None:
    """If this fails, the change needs a new version: see support/golden_verdicts.py."""
    expected = json.loads(golden_file(method).read_text())
    found = golden_verdicts(method)
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        assert _numbers(one) == pytest.approx(_numbers(other), rel=1e-4, nan_ok=True)
        assert [fault[:3] for fault in one["faults"]] == [fault[:3] for fault in other["faults"]]
        assert (one["outcome"], one["reason"]) == (other["outcome"], other["reason"])


def _numbers(said: dict[str, Any]) -> list[float]:
    values = (said[name] for name in ("score", "threshold", "reference_ratio"))
    return [math.nan if value is None else value for value in values]
