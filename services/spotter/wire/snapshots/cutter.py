"""The state of a rep cutter, as a message and back."""

from spotter.api.snapshots.v1 import snapshot_pb2
from spotter.movement.segmentation import CutterState
from spotter.movement.segmentation.excursion import ExcursionState
from spotter.movement.segmentation.handling.state import HandlingState
from spotter.movement.segmentation.joint_filter import JointFilterState, SizeSeen
from spotter.movement.segmentation.movement_similarity import MovementSimilarityState, MovementSums
from spotter.movement.segmentation.template import Explained
from spotter.wire.encoding.doubles import array_of, doubles, points_of
from spotter.wire.snapshots.handling import handling_message, handling_state
from spotter.wire.snapshots.wave import wave_message, wave_state


def cutter_message(state: CutterState) -> snapshot_pb2.CutterState:
    """The message of a state."""
    excursion, similarity = state.excursion_filter, state.similarity
    return snapshot_pb2.CutterState(
        joints=_joints_message(excursion.joints),
        lately=_explained_message(excursion.recent_swing),
        way=excursion.way,
        excursion=excursion.excursion,
        whole=_done_message(similarity.whole),
        mark=_done_message(similarity.mark),
        back=_done_message(similarity.back),
        usual_share=similarity.usual,
        wave=wave_message(state.wave),
        set_number=state.set_number,
        rep_number=state.rep_number,
        first_us=state.first_us,
        set_started_us=state.set_started_us,
        last_rep_us=state.last_rep_us,
        last_us=state.last_us,
        stop=None if similarity.stop is None else _done_message(similarity.stop),
        gap_s=state.gap_s,
        halted_rep=state.halted_rep,
        handling=handling_message(state.handling) if state.handling != HandlingState() else None,
    )


def cutter_state(message: snapshot_pb2.CutterState) -> CutterState:
    """The state in a message.

    Raises ValueError when the message cannot be a state.
    """
    excursion = ExcursionState(
        _joints_state(message.joints),
        _explained(message.lately),
        message.way,
        message.excursion,
    )
    whole, mark, back = (_done(one) for one in (message.whole, message.mark, message.back))
    stop = _done(message.stop) if message.HasField("stop") else None
    return CutterState(
        excursion,
        MovementSimilarityState(whole, mark, back, message.usual_share, stop),
        wave_state(message.wave),
        message.set_number,
        message.rep_number,
        message.first_us,
        message.set_started_us,
        message.last_rep_us,
        message.last_us if message.HasField("last_us") else None,
        message.gap_s,
        message.halted_rep,
        handling_state(message.handling) if message.HasField("handling") else HandlingState(),
    )


def _joints_message(state: JointFilterState) -> snapshot_pb2.JointFilterState:
    return snapshot_pb2.JointFilterState(
        sizes=[
            snapshot_pb2.SizeSeen(captured_us=one.captured_us, by_limb_px=doubles(one.by_limb_px))
            for one in state.sizes
        ],
        size_px=state.size_px,
        seen_us=doubles(state.seen_us),
        seen_px=doubles(state.seen_px),
        smooth_px=doubles(state.smooth_px),
        slow_px=doubles(state.slow_px),
        weight=doubles(state.weight),
        way_tl=doubles(state.way_tl),
        last_us=state.last_us,
    )


def _joints_state(message: snapshot_pb2.JointFilterState) -> JointFilterState:
    return JointFilterState(
        tuple(SizeSeen(one.captured_us, array_of(one.by_limb_px)) for one in message.sizes),
        message.size_px,
        array_of(message.seen_us),
        points_of(message.seen_px),
        points_of(message.smooth_px),
        points_of(message.slow_px),
        array_of(message.weight),
        points_of(message.way_tl),
        message.last_us if message.HasField("last_us") else None,
    )


def _explained_message(explained: Explained) -> snapshot_pb2.Explained:
    return snapshot_pb2.Explained(along=doubles(explained.along), moved=doubles(explained.moved))


def _explained(message: snapshot_pb2.Explained) -> Explained:
    return Explained(array_of(message.along), array_of(message.moved))


def _done_message(done: MovementSums) -> snapshot_pb2.Done:
    return snapshot_pb2.Done(
        from_tl=doubles(done.from_tl),
        gone=_explained_message(done.gone),
        swung=_explained_message(done.swung),
    )


def _done(message: snapshot_pb2.Done) -> MovementSums:
    gone, swung = _explained(message.gone), _explained(message.swung)
    return MovementSums(points_of(message.from_tl), gone, swung)
