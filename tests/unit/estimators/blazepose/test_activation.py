import numpy as np
import pytest

from spotter.estimators.blazepose.activation import sigmoid


def test_sigmoid_gives_its_textbook_values() -> None:
    logits = np.array([0, 1, -1, 4], dtype=np.float32)
    assert sigmoid(logits) == pytest.approx(1 / (1 + np.exp(-logits)), abs=1e-6)


def test_sigmoid_of_huge_logits_saturates_without_overflow() -> None:
    assert sigmoid(np.array([-1e30, 1e30], dtype=np.float32)).tolist() == [0, 1]
