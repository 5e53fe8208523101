"""The state of what somebody does with equipment, as a message and back."""

from spotter.api.snapshots.v1 import snapshot_pb2
from spotter.movement.segmentation.handling.state import HandlingState, Standstill, Whereabouts
from spotter.movement.values import END_COUNT
from spotter.wire.encoding.enums import WireEnum

PLACES = WireEnum(Whereabouts, snapshot_pb2.Whereabouts)


def handling_message(state: HandlingState) -> snapshot_pb2.HandlingState:
    """The message of a state."""
    return snapshot_pb2.HandlingState(
        where=PLACES.label(state.where),
        ends=[_end_message(end, one) for end, one in enumerate(state.ends) if one],
        reach_tl=state.reach_tl,
        near_us=state.near_us,
        empty_us=state.empty_us,
        left_us=state.left_us,
        away_us=state.away_us,
        away_count=state.away_count,
        is_over=state.is_over,
        came_us=state.came_us,
        came_from_us=state.came_from_us,
    )


def handling_state(message: snapshot_pb2.HandlingState) -> HandlingState:
    """The state in a message.

    Raises ValueError when the message cannot be a state.
    """
    ends = {one.end: _end(one) for one in message.ends}
    unknown = [end for end in ends if end >= END_COUNT]
    if unknown:
        raise ValueError(f"equipment has {END_COUNT} ends; found end {unknown[0]}")
    return HandlingState(
        where=PLACES.member(message.where),
        ends=tuple(ends.get(end) for end in range(END_COUNT)),
        reach_tl=message.reach_tl,
        near_us=message.near_us if message.HasField("near_us") else None,
        empty_us=message.empty_us if message.HasField("empty_us") else None,
        left_us=message.left_us if message.HasField("left_us") else None,
        away_us=message.away_us if message.HasField("away_us") else None,
        away_count=message.away_count,
        is_over=message.is_over,
        came_us=message.came_us if message.HasField("came_us") else None,
        came_from_us=message.came_from_us if message.HasField("came_from_us") else None,
    )


def _end_message(end: int, one: Standstill) -> snapshot_pb2.Standstill:
    return snapshot_pb2.Standstill(
        end=end,
        x_px=one.x_px,
        y_px=one.y_px,
        first_tl=one.first_tl,
        nearest_tl=one.nearest_tl,
        farthest_tl=one.farthest_tl,
        seen_us=one.seen_us,
        without_gap_us=one.without_gap_us,
    )


def _end(message: snapshot_pb2.Standstill) -> Standstill:
    return Standstill(
        message.x_px,
        message.y_px,
        message.first_tl,
        message.nearest_tl,
        message.farthest_tl,
        message.seen_us,
        message.without_gap_us,
    )
