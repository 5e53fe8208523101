"""The state of a wave, as a message and back."""

from spotter.api.snapshots.v1 import snapshot_pb2
from spotter.movement.segmentation.wave_state import Going, WaveState
from spotter.wire.encoding.enums import WireEnum

GOINGS = WireEnum(Going, snapshot_pb2.Going)


def wave_message(state: WaveState) -> snapshot_pb2.WaveState:
    """The message of a state."""
    return snapshot_pb2.WaveState(
        reach=state.reach,
        pace_s=state.pace_s,
        going=GOINGS.label(state.going),
        fresh=state.fresh,
        low=state.low,
        left_us=state.left_us,
        high=state.high,
        end=state.end,
        end_us=state.end_us,
        pause=state.pause,
        pause_us=state.pause_us,
        paused_us=state.paused_us,
        stop=state.stop,
        stop_us=state.stop_us,
        halted_us=state.halted_us,
        recent_us=[when_us for when_us, _ in state.recent],
        recent=[value for _, value in state.recent],
    )


def wave_state(message: snapshot_pb2.WaveState) -> WaveState:
    """The state in a message.

    Raises ValueError when the message cannot be a state.
    """
    return WaveState(
        reach=message.reach,
        pace_s=message.pace_s,
        going=GOINGS.member(message.going),
        fresh=message.fresh,
        low=message.low if message.HasField("low") else None,
        left_us=message.left_us,
        high=message.high,
        end=message.end,
        end_us=message.end_us,
        pause=message.pause if message.HasField("pause") else None,
        pause_us=message.pause_us,
        paused_us=message.paused_us,
        stop=message.stop if message.HasField("stop") else None,
        stop_us=message.stop_us,
        halted_us=message.halted_us,
        recent=tuple(zip(message.recent_us, message.recent, strict=True)),
    )
