"""Exercises with their references, as stored for the segmenter and the scorer."""

from hashlib import sha256

from spotter.api.references.v1 import exercise_pb2, reference_pb2
from spotter.movement.values import Cue, Equipment, Exercise, Reference
from spotter.wire.encoding.arrays import pack_poses, unpack_poses
from spotter.wire.encoding.enums import DIRECTIONS
from spotter.wire.encoding.parsing import parse
from spotter.wire.errors import WireError
from spotter.wire.patterns.fault_patterns import pattern_from, pattern_message
from spotter.wire.poses.points import (
    end_message,
    end_of,
    equipment_kind_of,
    joint_message,
    joint_of,
)

_SCHEMA = 1


def exercise_bytes(exercise: Exercise) -> bytes:
    """The exercise as it is stored; the same exercise gives the same bytes."""
    return exercise_pb2.Exercise(
        schema=_SCHEMA,
        references=[
            reference_pb2.Reference(
                exercise=one.exercise,
                reps=[pack_poses(rep) for rep in one.reps],
                person=one.person,
                carried_by=[joint_message(joint) for joint in one.carried_by],
                is_confirmed=one.is_confirmed,
            )
            for one in exercise.references
        ],
        faulty_reps=[pack_poses(rep) for rep in exercise.faulty_reps],
        false_alarm_ratio=exercise.false_alarm_ratio,
        cues=[
            exercise_pb2.Cue(
                words=cue.words,
                point=joint_message(cue.joint),
                direction=DIRECTIONS.label(cue.direction),
                first_phase=cue.first_phase,
                last_phase=cue.last_phase,
            )
            for cue in exercise.cues
        ],
        patterns=[pattern_message(one) for one in exercise.patterns],
        equipment=None if exercise.equipment is None else _equipment_message(exercise.equipment),
    ).SerializeToString(deterministic=True)


def exercise_from_bytes(data: bytes) -> Exercise:
    """The exercise in its stored bytes.

    Raises :class:`WireError` or MovementError when they are not one.
    """
    message = parse(exercise_pb2.Exercise, data)
    _check_schema(message)
    return Exercise(
        references=tuple(
            Reference(
                one.exercise,
                tuple(unpack_poses(rep) for rep in one.reps),
                one.person,
                tuple(joint_of(point) for point in one.carried_by),
                one.is_confirmed,
            )
            for one in message.references
        ),
        faulty_reps=tuple(unpack_poses(rep) for rep in message.faulty_reps),
        false_alarm_ratio=message.false_alarm_ratio,
        cues=tuple(_cue(cue) for cue in message.cues),
        patterns=tuple(pattern_from(one) for one in message.patterns),
        equipment=_equipment(message.equipment) if message.HasField("equipment") else None,
    )


def equipment_in_exercise(data: bytes) -> Equipment | None:
    """What the exercise in its stored bytes is done with, without reading its reps.

    None where no equipment was taught. Raises as :func:`exercise_from_bytes`.
    """
    message = parse(exercise_pb2.Exercise, data)
    _check_schema(message)
    return _equipment(message.equipment) if message.HasField("equipment") else None


def equipment_bytes(equipment: Equipment) -> bytes:
    """The equipment by itself, always the same for the same values."""
    return _equipment_message(equipment).SerializeToString(deterministic=True)


def equipment_digest(data: bytes) -> str:
    """The SHA-256 of equipment's bytes, 64 hexadecimal digits, which names it."""
    return sha256(data).hexdigest()


def equipment_from_bytes(data: bytes) -> Equipment:
    """The equipment in its bytes, whose ends are not read.

    Raises :class:`WireError` when they are none, and MovementError without an end.
    """
    return _equipment(parse(exercise_pb2.Equipment, data))


def reference_digest(data: bytes) -> str:
    """The SHA-256 of an exercise's stored bytes, 64 hexadecimal digits, which names it."""
    return sha256(data).hexdigest()


def _check_schema(message: exercise_pb2.Exercise) -> None:
    if message.schema > _SCHEMA:
        raise WireError(
            f"an exercise has schema {_SCHEMA}; found {message.schema}, of a later version: "
            "update Spotter"
        )
    if message.schema < _SCHEMA and message.references:
        raise WireError(
            f"an exercise has schema {_SCHEMA}; found one recorded by an earlier version: "
            "record it again"
        )


def _cue(message: exercise_pb2.Cue) -> Cue:
    return Cue(
        words=message.words,
        joint=joint_of(message.point),
        direction=DIRECTIONS.member(message.direction),
        first_phase=message.first_phase,
        last_phase=message.last_phase,
    )


def _equipment_message(equipment: Equipment) -> exercise_pb2.Equipment:
    return exercise_pb2.Equipment(
        kind=equipment.kind.value,
        ends=[
            exercise_pb2.TaughtEnd(point=end_message(end), taught=taught)
            for end, taught in sorted(equipment.taught.items())
        ],
    )


def _equipment(message: exercise_pb2.Equipment) -> Equipment:
    taught = {end_of(one.point): one.taught for one in message.ends}
    return Equipment(equipment_kind_of(message.kind), taught)
