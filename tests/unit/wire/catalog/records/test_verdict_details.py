"""What the ledger keeps of a verdict is the verdict, whatever it says."""

from math import nan

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from spotter.movement.values import (
    Angle,
    AngleDeviation,
    Direction,
    Facing,
    Fault,
    FaultCode,
    Joint,
    Measures,
    Moment,
    MotionRange,
    Outcome,
    Reason,
    ReasonCode,
    Symmetry,
    Tempo,
    Verdict,
)
from spotter.wire.catalog.records.verdict_details import (
    VerdictColumns,
    verdict_details,
    verdict_of_row,
)
from spotter.wire.encoding.enums import OUTCOMES
from spotter.wire.verdicts import RepVerdict, verdict_bytes, verdict_message

NUMBERS = st.floats(allow_nan=False)
SCORES = NUMBERS | st.just(nan)
COUNTS = st.integers(0, 2**32 - 1)
TIMES = st.integers(0, 2**62)
TEXTS = st.text(max_size=20)


def maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


FAULTS = st.builds(
    Fault,
    st.sampled_from(Joint),
    NUMBERS,
    st.sampled_from(Direction),
    NUMBERS,
    COUNTS,
    st.booleans(),
    st.sampled_from(FaultCode),
    maybe(st.sampled_from(Moment)),
    TEXTS,
    st.booleans(),
)
TEMPOS = st.builds(Tempo, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
MEASURES = st.builds(
    Measures,
    maybe(TEMPOS),
    maybe(TEMPOS),
    maybe(st.builds(MotionRange, st.sampled_from(Joint), st.booleans(), NUMBERS, NUMBERS)),
    maybe(st.builds(Symmetry, NUMBERS, NUMBERS)),
    maybe(NUMBERS),
)
ANGLES = st.builds(
    AngleDeviation,
    st.sampled_from(Angle),
    NUMBERS,
    NUMBERS,
    maybe(st.sampled_from(Moment)),
    maybe(st.sampled_from(Direction)),
)
REASONS = st.builds(
    Reason,
    st.sampled_from(ReasonCode),
    NUMBERS,
    NUMBERS,
    st.lists(st.sampled_from(Joint), max_size=3).map(tuple),
)
VERDICTS = st.builds(
    Verdict,
    st.sampled_from(Outcome),
    SCORES,
    SCORES,
    maybe(REASONS),
    st.lists(FAULTS, max_size=3).map(tuple),
    st.lists(FAULTS, max_size=2).map(tuple),
    COUNTS,
    COUNTS,
    st.sampled_from(Facing),
    st.just(np.array([[0, 0], [1, 2]], np.uint16)),
    MEASURES,
    maybe(ANGLES),
    TEXTS,
    SCORES,
    st.booleans(),
)
JUDGED = st.builds(
    RepVerdict,
    *[TEXTS, TEXTS, COUNTS, TEXTS, TEXTS, COUNTS, COUNTS, TIMES, TIMES, TEXTS, VERDICTS],
    *[TEXTS, TEXTS, TIMES],
)


@given(JUDGED)
def test_columns_and_details_say_all_but_alignment_and_trace_to_the_bit(judged: RepVerdict) -> None:
    verdict = judged.verdict
    columns = VerdictColumns(
        rep_id=judged.rep_id,
        station_id=judged.station_id,
        track_id=judged.track_id,
        exercise=judged.exercise,
        reference_digest=judged.reference_digest,
        set_number=judged.set_number,
        rep_number=judged.rep_number,
        started_us=judged.started_us,
        ended_us=judged.ended_us,
        set_started_us=judged.set_started_us,
        outcome=OUTCOMES.number(verdict.outcome),
        score=verdict.score,
        threshold=verdict.threshold,
        reference_ratio=verdict.reference_ratio,
        baseline_id=verdict.baseline_id,
        session_id=judged.session_id,
        method_version=judged.method_version,
    )
    read = verdict_of_row(columns, verdict_details(verdict_bytes(judged)))
    expected = verdict_message(judged)
    expected.ClearField("alignment")
    expected.ClearField("trace_id")
    found = verdict_message(read).SerializeToString(deterministic=True)
    assert found == expected.SerializeToString(deterministic=True)
    assert read.verdict.alignment.shape == (0, 2)
