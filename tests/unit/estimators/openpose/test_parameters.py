import re

import numpy as np
import pytest

from spotter.estimators.errors import ModelError
from spotter.estimators.openpose.published.parameters import Parameters, check_parameters
from spotter.estimators.openpose.published.structure import body_25

NAME, SHAPE = "Mconv7_stage0_L2.weight", (52, 256, 1, 1)


@pytest.fixture
def zeros() -> dict[str, np.ndarray]:
    shapes = body_25().parameter_shapes
    return {name: np.zeros(shape, np.float32) for name, shape in shapes.items()}


def refusal(parameters: Parameters) -> str:
    with pytest.raises(ModelError) as refused:
        check_parameters(body_25(), parameters)
    return str(refused.value)


def test_the_arrays_of_a_structure_are_accepted_in_any_order(zeros: dict[str, np.ndarray]) -> None:
    check_parameters(body_25(), dict(sorted(zeros.items())))


def test_missing_arrays_are_named_but_not_all_of_many(zeros: dict[str, np.ndarray]) -> None:
    del zeros[NAME]
    assert refusal(zeros).endswith(f"the weights lack {NAME}")
    lacking = refusal({})
    assert "expected the 327 arrays of the network body_25" in lacking
    assert lacking.endswith("conv1_1.weight, conv1_1.bias, conv1_2.weight and 324 more")


def test_an_array_of_another_network_is_named(zeros: dict[str, np.ndarray]) -> None:
    zeros["conv5_1_CPM_L1.bias"] = np.zeros(128, np.float32)
    assert refusal(zeros).endswith("the weights also have conv5_1_CPM_L1.bias")


@pytest.mark.parametrize(
    ("array", "found"),
    [
        (np.zeros((52, 128, 1, 1), np.float32), r"(52, 128, 1, 1) float32"),
        (np.zeros(SHAPE), "(52, 256, 1, 1) float64"),
    ],
)
def test_an_array_of_another_shape_or_dtype_is_reported_with_the_expected_one(
    zeros: dict[str, np.ndarray], array: np.ndarray, found: str
) -> None:
    said = refusal(zeros | {NAME: array})
    expected = rf"expected {NAME} of .* to be {re.escape(str(SHAPE))} float32; found "
    assert re.fullmatch(expected + re.escape(found), said)


def test_an_array_with_nan_is_refused(zeros: dict[str, np.ndarray]) -> None:
    zeros[NAME][3, 5] = np.nan
    assert NAME in refusal(zeros)
