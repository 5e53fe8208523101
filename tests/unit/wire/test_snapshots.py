"""A station's state is stored to the bit; unreadable snapshots are refused with the reason."""

import struct
from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from spotter.api.snapshots.v1 import snapshot_pb2
from spotter.movement.geometry.body.body_size import LIMB_COUNT
from spotter.movement.recognition.recogniser_state import (
    CandidateState,
    FoundRep,
    RecogniserState,
    RepCount,
)
from spotter.movement.recognition.rep_recognition import Recognition
from spotter.movement.segmentation import CutterState, RepEnded
from spotter.movement.segmentation.excursion import ExcursionState
from spotter.movement.segmentation.handling.state import HandlingState, Standstill, Whereabouts
from spotter.movement.segmentation.joint_filter import JointFilterState, SizeSeen
from spotter.movement.segmentation.movement_similarity import MovementSimilarityState, MovementSums
from spotter.movement.segmentation.template import Explained
from spotter.movement.segmentation.wave_state import Going, WaveState
from spotter.movement.values.body.poses import PoseSeries
from spotter.wire.errors import WireError
from spotter.wire.snapshots import (
    SCHEMA_VERSION,
    LocationState,
    RivalState,
    SelectionState,
    StationSnapshot,
    TrackState,
    TrainedExercise,
    UnknownSchemaError,
    snapshot_bytes,
    snapshot_from_bytes,
)
from spotter.wire.stations import Judged, Zone
from support.stored import stored, stored_state

WAYS = 3
ANY_DOUBLE = st.floats(width=64)
TIMES_US = st.integers(-(2**53), 2**53)


def doubles(*shape: int) -> st.SearchStrategy[np.ndarray]:
    return arrays(np.float64, shape, elements=ANY_DOUBLE)


EXPLAINED = st.builds(Explained, doubles(WAYS), doubles(WAYS))
DONE = st.builds(MovementSums, doubles(25, 2), EXPLAINED, EXPLAINED)
STANDSTILLS = st.builds(Standstill, *[ANY_DOUBLE] * 5, TIMES_US, TIMES_US)
HANDLINGS = st.builds(
    HandlingState,
    st.sampled_from(Whereabouts),
    st.tuples(*[st.none() | STANDSTILLS] * 2),
    ANY_DOUBLE,
    *[st.none() | TIMES_US] * 4,
    st.integers(0, 99),
    st.booleans(),
    *[st.none() | TIMES_US] * 2,
)
CUTTERS = st.builds(
    CutterState,
    st.builds(
        ExcursionState,
        st.builds(
            JointFilterState,
            st.lists(st.builds(SizeSeen, TIMES_US, doubles(LIMB_COUNT)), max_size=3).map(tuple),
            ANY_DOUBLE,
            doubles(25),
            *[doubles(25, 2)] * 3,
            doubles(25),
            doubles(25, 2),
            st.none() | TIMES_US,
        ),
        EXPLAINED,
        st.integers(0, WAYS - 1),
        ANY_DOUBLE,
    ),
    st.builds(MovementSimilarityState, DONE, DONE, DONE, ANY_DOUBLE, st.none() | DONE),
    st.builds(
        WaveState,
        st.floats(0.35, 2.5),
        st.floats(0.1, 60),
        st.sampled_from(Going),
        st.booleans(),
        st.none() | ANY_DOUBLE,
        TIMES_US,
        ANY_DOUBLE,
        ANY_DOUBLE,
        TIMES_US,
        st.none() | ANY_DOUBLE,
        TIMES_US,
        st.lists(st.tuples(TIMES_US, ANY_DOUBLE), max_size=3).map(tuple),
        TIMES_US,
        st.none() | ANY_DOUBLE,
        TIMES_US,
        TIMES_US,
    ),
    st.integers(1, 9),
    st.integers(0, 99),
    TIMES_US,
    TIMES_US,
    TIMES_US,
    st.none() | TIMES_US,
    ANY_DOUBLE,
    st.booleans(),
    HANDLINGS,
)


def bits(value: object) -> object:
    """All parts of a value, with numbers as bytes: NaN equals NaN, and 0 differs from -0."""
    if isinstance(value, np.ndarray):
        return value.shape, value.dtype.str, value.tobytes()
    if isinstance(value, float):
        return struct.pack("<d", value)
    if is_dataclass(value):
        return type(value), [bits(getattr(value, each.name)) for each in fields(value)]
    if isinstance(value, dict):
        return {name: bits(one) for name, one in value.items()}
    if isinstance(value, tuple):
        return [bits(one) for one in value]
    return value


def some_cutter() -> CutterState:
    nothing = MovementSums.zero(WAYS, np.zeros((25, 2)))
    excursion = ExcursionState(JointFilterState(), Explained.none(WAYS))
    return CutterState(excursion, MovementSimilarityState(nothing, nothing, nothing), WaveState())


def some_recogniser() -> RecogniserState:
    found = (FoundRep(RepEnded(1, 2, 10, 20, 5), 0.1), FoundRep(RepEnded(1, 3, 20, 30, 5), -1 / 3))
    poses = PoseSeries(np.array([5, 7]), np.full((2, 25, 3), np.nan, dtype=np.float32))
    return RecogniserState(
        {"squat": CandidateState(some_cutter(), found), "lunge": CandidateState(some_cutter(), ())},
        poses,
        RepCount("squat", 1, 2, 3),
        Recognition("squat", 2 / 3, {"squat": 2 / 3, "lunge": 0.1}),
        decide_us=None,
        reported_us=30,
    )


@given(state=CUTTERS)
@settings(max_examples=50)
def test_a_cutters_state_is_stored_to_the_bit(state: CutterState) -> None:
    assert bits(stored_state(state)) == bits(state)


@pytest.mark.parametrize("exercise", ["squat", None])
@pytest.mark.parametrize("decide_us", [None, 0, 31])
def test_a_recognisers_state_is_stored_to_the_bit(
    exercise: str | None, decide_us: int | None
) -> None:
    state = some_recogniser()
    recognition = replace(state.recognition, exercise=exercise)
    state = replace(state, recognition=recognition, decide_us=decide_us)
    assert bits(stored_state(state)) == bits(state)


@pytest.mark.parametrize("zone", [None, Zone(0.1, 0.0, 1 / 3, 1.0)])
@pytest.mark.parametrize("judged", Judged)
@pytest.mark.parametrize(
    "selection",
    [
        SelectionState(),
        SelectionState(0, 3, 17, (RivalState(4), RivalState(2, better_since_us=0, rep_count=1))),
    ],
)
def test_a_stations_state_is_stored_to_the_bit(
    zone: Zone | None, judged: Judged, selection: SelectionState
) -> None:
    tracks = (
        TrackState(7, LocationState(), some_cutter()),
        TrackState(2, LocationState(5, 4, 0.1, -1 / 3, 0.2), some_recogniser()),
    )
    exercises = (TrainedExercise("squat", "d" * 64), TrainedExercise("lunge", "e" * 64))
    snapshot = StationSnapshot(17, exercises, judged, zone, selection, tracks)
    assert bits(stored(snapshot)) == bits(snapshot)


@pytest.mark.parametrize("version", [0, SCHEMA_VERSION + 1])
def test_another_schema_version_is_refused_by_its_number(version: int) -> None:
    message = snapshot_pb2.StationSnapshot.FromString(snapshot_bytes(StationSnapshot(17)))
    message.schema_version = version
    with pytest.raises(UnknownSchemaError, match=f"found version {version}"):
        snapshot_from_bytes(message.SerializeToString())


def test_a_damaged_snapshot_is_refused_with_what_was_expected_and_found() -> None:
    track = TrackState(7, LocationState(), some_cutter())
    whole = snapshot_bytes(StationSnapshot(17, tracks=(track,)))
    with pytest.raises(WireError, match=r"expected a spotter.*StationSnapshot"):
        snapshot_from_bytes(whole[:-3])
    message = snapshot_pb2.StationSnapshot.FromString(whole)
    del message.tracks[0].cutter.joints.weight[20:]
    with pytest.raises(WireError, match=r"weight must have the shape \(25,\); found \(20,\)"):
        snapshot_from_bytes(message.SerializeToString())
    message = snapshot_pb2.StationSnapshot.FromString(whole)
    message.tracks[0].cutter.wave.recent_us.append(1)
    with pytest.raises(WireError, match="the snapshot is damaged"):
        snapshot_from_bytes(message.SerializeToString())
    message.tracks.append(message.tracks[0])
    with pytest.raises(WireError, match="damaged"):
        snapshot_from_bytes(message.SerializeToString())
