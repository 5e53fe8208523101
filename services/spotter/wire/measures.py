"""The measures of a rep, as parts of its verdict."""

from spotter.api.verdicts.v1 import verdict_pb2
from spotter.movement.values import (
    AngleDeviation,
    LiftingSpeed,
    Measures,
    MotionRange,
    Scale,
    ScaleSource,
    Symmetry,
    Tempo,
)
from spotter.wire.encoding.enums import ANGLES, DIRECTIONS, MOMENTS, WireEnum
from spotter.wire.poses.points import joint_message, joint_of

SCALE_SOURCES = WireEnum(ScaleSource, verdict_pb2.ScaleSource)


def measures_message(measures: Measures) -> verdict_pb2.Measures | None:
    """The message; None when nothing was measured."""
    if measures == Measures():
        return None
    message = verdict_pb2.Measures(
        tempo=tempo_message(measures.tempo), usual_tempo=tempo_message(measures.usual_tempo)
    )
    moved, sides = measures.motion_range, measures.symmetry
    if moved is not None:
        message.motion_range.CopyFrom(
            verdict_pb2.MotionRange(
                point=joint_message(moved.joint),
                both_sides=moved.both_sides,
                range_tl=moved.range_tl,
                usual_tl=moved.usual_tl,
            )
        )
    if sides is not None:
        message.symmetry.CopyFrom(
            verdict_pb2.Symmetry(
                left_to_right_ratio=sides.left_to_right_ratio, left_later_s=sides.left_later_s
            )
        )
    if measures.steadiness_ratio is not None:
        message.steadiness_ratio = measures.steadiness_ratio
    if measures.lifting is not None:
        message.lifting.CopyFrom(_lifting_message(measures.lifting))
    return message


def measures_of(message: verdict_pb2.Measures) -> Measures:
    """The measures in a message; absent ones are None.

    Raises :class:`WireError` for a point that is not a joint of BODY_25.
    """
    moved, sides = message.motion_range, message.symmetry
    return Measures(
        tempo=tempo_of(message.tempo) if message.HasField("tempo") else None,
        usual_tempo=tempo_of(message.usual_tempo) if message.HasField("usual_tempo") else None,
        motion_range=_motion_range(moved) if message.HasField("motion_range") else None,
        symmetry=Symmetry(sides.left_to_right_ratio, sides.left_later_s)
        if message.HasField("symmetry")
        else None,
        steadiness_ratio=message.steadiness_ratio if message.HasField("steadiness_ratio") else None,
        lifting=_lifting(message.lifting) if message.HasField("lifting") else None,
    )


def angle_message(angle: AngleDeviation | None) -> verdict_pb2.AngleDeviation | None:
    """The message; None without an angle."""
    if angle is None:
        return None
    return verdict_pb2.AngleDeviation(
        angle=ANGLES.label(angle.angle),
        phase=angle.phase,
        deviation_deg=angle.deviation_deg,
        moment=MOMENTS.label(angle.moment) if angle.moment else None,
        leans=DIRECTIONS.label(angle.leans) if angle.leans else None,
    )


def angle_of(message: verdict_pb2.AngleDeviation) -> AngleDeviation:
    """The deviation; raises :class:`WireError` for an unknown angle."""
    return AngleDeviation(
        angle=ANGLES.member(message.angle),
        phase=message.phase,
        deviation_deg=message.deviation_deg,
        moment=MOMENTS.member(message.moment) if message.moment else None,
        leans=DIRECTIONS.member(message.leans) if message.leans else None,
    )


def tempo_message(tempo: Tempo | None) -> verdict_pb2.Tempo | None:
    """The message of a tempo; None for None."""
    if tempo is None:
        return None
    return verdict_pb2.Tempo(
        out_s=tempo.out_s, turn_s=tempo.turn_s, back_s=tempo.back_s, rest_s=tempo.rest_s
    )


def tempo_of(message: verdict_pb2.Tempo) -> Tempo:
    """The tempo in its message."""
    return Tempo(message.out_s, message.turn_s, message.back_s, message.rest_s)


def _lifting_message(lifting: LiftingSpeed) -> verdict_pb2.LiftingSpeed:
    return verdict_pb2.LiftingSpeed(
        point=joint_message(lifting.joint),
        rise_tl=lifting.rise_tl,
        mean_tl_s=lifting.mean_tl_s,
        peak_tl_s=lifting.peak_tl_s,
        of_first_ratio=lifting.of_first_ratio,
        scale=None if lifting.scale is None else _scale_message(lifting.scale),
    )


def _scale_message(scale: Scale) -> verdict_pb2.Scale:
    return verdict_pb2.Scale(
        metres_per_tl=scale.metres_per_tl, source=SCALE_SOURCES.label(scale.source)
    )


def _lifting(message: verdict_pb2.LiftingSpeed) -> LiftingSpeed:
    return LiftingSpeed(
        joint_of(message.point),
        message.rise_tl,
        message.mean_tl_s,
        message.peak_tl_s,
        message.of_first_ratio if message.HasField("of_first_ratio") else None,
        _scale(message.scale) if message.HasField("scale") else None,
    )


def _scale(message: verdict_pb2.Scale) -> Scale:
    return Scale(message.metres_per_tl, SCALE_SOURCES.member(message.source))


def _motion_range(message: verdict_pb2.MotionRange) -> MotionRange:
    return MotionRange(
        joint_of(message.point), message.both_sides, message.range_tl, message.usual_tl
    )
