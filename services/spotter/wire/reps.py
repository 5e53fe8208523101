"""Reps as stored for the scorer."""

from spotter.api.reps.v1 import rep_pb2
from spotter.movement.values import Rep
from spotter.wire.encoding.arrays import pack_quantised, unpack_poses
from spotter.wire.encoding.parsing import parse


def rep_bytes(rep: Rep) -> bytes:
    """The rep as it is stored, its poses quantised."""
    return rep_message(rep).SerializeToString()


def rep_message(rep: Rep) -> rep_pb2.Rep:
    """The rep as a message, its poses quantised."""
    return rep_pb2.Rep(
        rep_id=rep.rep_id,
        station_id=rep.station_id,
        track_id=rep.track_id,
        exercise=rep.exercise,
        reference_digest=rep.reference_digest,
        set_number=rep.set_number,
        rep_number=rep.rep_number,
        set_started_us=rep.set_started_us,
        trace_id=rep.trace_id,
        poses=pack_quantised(rep.poses),
        end_unseen=rep.end_unseen,
        session_id=rep.session_id,
        member_id=rep.member_id,
        height_m=rep.height_m,
    )


def rep_from_bytes(data: bytes) -> Rep:
    """The rep in its stored bytes.

    Raises :class:`WireError` or MovementError when they are not one.
    """
    return rep_of(parse(rep_pb2.Rep, data))


def rep_of(message: rep_pb2.Rep) -> Rep:
    """The rep in a message.

    Raises :class:`WireError` or MovementError when it holds none.
    """
    return Rep(
        station_id=message.station_id,
        track_id=message.track_id,
        exercise=message.exercise,
        reference_digest=message.reference_digest,
        set_number=message.set_number,
        rep_number=message.rep_number,
        set_started_us=message.set_started_us,
        trace_id=message.trace_id,
        poses=unpack_poses(message.poses),
        end_unseen=message.end_unseen,
        session_id=message.session_id,
        member_id=message.member_id,
        height_m=message.height_m if message.HasField("height_m") else None,
    )
