"""Parameters are read without PyTorch, and nothing else is ever unpickled."""

import io
import pickle
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.estimators.equipment.efficientnet.state_dict import read_parameters
from spotter.estimators.errors import ModelError
from support.networks.older_parameters import older_file

RNG = np.random.default_rng(5)


def some_parameters() -> dict[str, NDArray[Any]]:
    return {
        "stem.weight": RNG.normal(size=(4, 3, 2, 2)).astype(np.float32),
        "norm.num_batches_tracked": np.array(7, np.int64),
        "fc.bias": RNG.normal(size=5).astype(np.float32),
    }


def test_numbers_are_read_as_they_were_written() -> None:
    written = some_parameters()
    found = read_parameters(older_file(written))
    assert list(found) == list(written)
    for name, array in written.items():
        np.testing.assert_array_equal(found[name], array)
        assert found[name].dtype == array.dtype


def test_a_tensor_that_is_a_view_in_another_order_is_read_in_its_own() -> None:
    kernels = RNG.normal(size=(2, 3, 4, 5)).astype(np.float32).transpose(3, 2, 0, 1)
    found = read_parameters(older_file({"kernels": kernels}))["kernels"]
    np.testing.assert_array_equal(found, kernels)


def test_a_file_that_names_a_function_is_refused_before_it_is_called() -> None:
    evil = io.BytesIO()
    parts: tuple[object, ...] = (0x1950A86A20F9469CFC6C, 1001, {})
    for part in parts:
        pickle.dump(part, evil, 2)
    evil.write(b"cos\nsystem\n(S'touch /tmp/ran'\ntR.")
    with pytest.raises(ModelError, match=r"found os\.system"):
        read_parameters(evil.getvalue())


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", pickle.dumps(3, 2), b"\x80\x02."])
def test_other_files_are_refused_in_words(content: bytes) -> None:
    with pytest.raises(ModelError, match="expected parameters as PyTorch wrote them"):
        read_parameters(content)


def test_a_file_cut_off_anywhere_is_refused() -> None:
    whole = older_file({"a": np.ones((8, 8), np.float32), "b": np.ones(3, np.float32)})
    for length in range(0, len(whole) - 1, 7):
        with pytest.raises(ModelError):
            read_parameters(whole[:length])


def test_a_tensor_beyond_its_storage_is_refused() -> None:
    whole = older_file({"a": np.ones((5, 5), np.float32)})
    with pytest.raises(ModelError, match="not within"):
        read_parameters(whole.replace(b"K\x05K\x05", b"K\x05K\x06", 1))
