"""The state of a recogniser, as a message and back."""

from spotter.api.snapshots.v1 import snapshot_pb2
from spotter.movement.recognition import Recognition
from spotter.movement.recognition.recogniser_state import (
    CandidateState,
    FoundRep,
    RecogniserState,
    RepCount,
)
from spotter.movement.segmentation import RepEnded
from spotter.wire.encoding.arrays import pack_poses, unpack_poses
from spotter.wire.snapshots.cutter import cutter_message, cutter_state


def recogniser_message(state: RecogniserState) -> snapshot_pb2.RecogniserState:
    """The message of a state."""
    shares = state.recognition.shares
    return snapshot_pb2.RecogniserState(
        candidates=[
            snapshot_pb2.CandidateState(
                exercise=name,
                cutter=cutter_message(one.cutter),
                found=[_found_message(rep) for rep in one.found],
                share=shares[name],
            )
            for name, one in state.candidates.items()
        ],
        poses=pack_poses(state.poses),
        counted_exercise=state.counted.exercise,
        counted_set_by_cutter=state.counted.set_by_cutter,
        counted_set_number=state.counted.set_number,
        counted_rep_number=state.counted.rep_number,
        counted_set_started_us=state.counted.set_started_us,
        recognised_exercise=state.recognition.exercise,
        confidence=state.recognition.confidence,
        decide_us=state.decide_us,
        reported_us=state.reported_us,
    )


def recogniser_state(message: snapshot_pb2.RecogniserState) -> RecogniserState:
    """The state in a message.

    Raises ValueError when the message cannot be a state.
    """
    recognised = message.recognised_exercise if message.HasField("recognised_exercise") else None
    shares = {one.exercise: one.share for one in message.candidates}
    return RecogniserState(
        {
            one.exercise: CandidateState(
                cutter_state(one.cutter), tuple(_found_rep(rep) for rep in one.found)
            )
            for one in message.candidates
        },
        unpack_poses(message.poses),
        RepCount(
            message.counted_exercise,
            message.counted_set_by_cutter,
            message.counted_set_number,
            message.counted_rep_number,
            message.counted_set_started_us,
        ),
        Recognition(recognised, message.confidence, shares),
        message.decide_us if message.HasField("decide_us") else None,
        message.reported_us if message.HasField("reported_us") else None,
    )


def _found_message(found: FoundRep) -> snapshot_pb2.FoundRep:
    return snapshot_pb2.FoundRep(
        set_number=found.rep.set_number,
        rep_number=found.rep.rep_number,
        started_us=found.rep.started_us,
        ended_us=found.rep.ended_us,
        set_started_us=found.rep.set_started_us,
        log_odds=found.log_odds,
    )


def _found_rep(message: snapshot_pb2.FoundRep) -> FoundRep:
    rep = RepEnded(
        set_number=message.set_number,
        rep_number=message.rep_number,
        started_us=message.started_us,
        ended_us=message.ended_us,
        set_started_us=message.set_started_us,
    )
    return FoundRep(rep, message.log_odds)
