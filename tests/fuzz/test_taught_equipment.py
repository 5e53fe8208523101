"""Whatever somebody keeps as taught equipment is taught equipment, or refused as none."""

import io
from contextlib import suppress

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fuzz.damage import damaged
from spotter.equipment.archive import radius_tl
from spotter.equipment.errors import EquipmentError
from spotter.equipment.taught import Taught
from spotter.movement.values import Joint
from support.equipment.kept import taught_end

VALID = taught_end(Joint.LEFT_WRIST, 0.2)
with np.load(io.BytesIO(VALID)) as opened:
    PARTS = dict(opened)
ODD = st.one_of(
    st.lists(st.floats(), max_size=5).map(np.array),
    st.integers(-(2**63), 2**63 - 1).map(np.array),
    st.sampled_from([np.array("words"), np.array([1j]), np.zeros((2, 11, 96, 49), np.int8)]),
)


@given(data=st.binary() | damaged(VALID, st.binary(max_size=40)))
def test_any_bytes(data: bytes) -> None:
    radius_tl(data)
    with suppress(EquipmentError):
        Taught.from_bytes(data)


@given(odd=st.dictionaries(st.sampled_from(sorted(PARTS)), ODD, max_size=2))
def test_any_parts(odd: dict[str, np.ndarray]) -> None:
    file = io.BytesIO()
    np.savez(file, allow_pickle=False, **{**PARTS, **odd})
    radius_tl(file.getvalue())
    with suppress(EquipmentError):
        Taught.from_bytes(file.getvalue())
