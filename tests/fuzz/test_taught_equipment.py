"""Whatever somebody keeps as taught equipment is taught equipment, or refused as none."""

import io
from contextlib import suppress

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fuzz.damage import damaged
from spotter.equipment.body.holding import Holding
from spotter.equipment.errors import EquipmentError
from spotter.equipment.seeing.appearance import SPECTRUM_SHAPE, Appearance
from spotter.equipment.taught import Taught
from spotter.movement.values import Joint

VALID = Taught(
    Appearance(np.ones(SPECTRUM_SHAPE, np.complex64), 5.0, 0.01, 0.1),
    Holding(Joint.LEFT_WRIST, np.zeros((2, 3)), 0.2),
).to_bytes()
with np.load(io.BytesIO(VALID)) as opened:
    PARTS = dict(opened)
ODD = st.one_of(
    st.lists(st.floats(), max_size=5).map(np.array),
    st.integers(-(2**63), 2**63 - 1).map(np.array),
    st.sampled_from([np.array("words"), np.array([1j]), np.zeros((2, 11, 96, 49), np.int8)]),
)


@given(data=st.binary() | damaged(VALID, st.binary(max_size=40)))
def test_any_bytes(data: bytes) -> None:
    with suppress(EquipmentError):
        Taught.from_bytes(data)


@given(odd=st.dictionaries(st.sampled_from(sorted(PARTS)), ODD, max_size=2))
def test_any_parts(odd: dict[str, np.ndarray]) -> None:
    file = io.BytesIO()
    np.savez(file, allow_pickle=False, **{**PARTS, **odd})
    with suppress(EquipmentError):
        Taught.from_bytes(file.getvalue())
