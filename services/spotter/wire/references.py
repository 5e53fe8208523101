"""Exercises with their references, as stored for the segmenter and the scorer."""

from hashlib import sha256

from spotter.api.references.v1 import exercise_pb2, reference_pb2
from spotter.api.verdicts.v1 import verdict_pb2
from spotter.movement.values.cue import Cue
from spotter.movement.values.exercise import Exercise
from spotter.movement.values.reference import Reference
from spotter.movement.values.skeleton import Joint
from spotter.movement.values.verdict import Direction
from spotter.wire.arrays import pack_poses, unpack_poses
from spotter.wire.errors import WireError
from spotter.wire.parsing import enum_member, parse


def exercise_bytes(exercise: Exercise) -> bytes:
    """The exercise as it is stored; the same exercise gives the same bytes."""
    return exercise_pb2.Exercise(
        references=[
            reference_pb2.Reference(
                exercise=one.exercise, reps=[pack_poses(rep) for rep in one.reps], person=one.person
            )
            for one in exercise.references
        ],
        faulty_reps=[pack_poses(rep) for rep in exercise.faulty_reps],
        false_alarm_ratio=exercise.false_alarm_ratio,
        cues=[
            exercise_pb2.Cue(
                words=cue.words,
                joint=cue.joint.name,
                direction=f"DIRECTION_{cue.direction.name}",
                first_phase=cue.first_phase,
                last_phase=cue.last_phase,
            )
            for cue in exercise.cues
        ],
    ).SerializeToString(deterministic=True)


def exercise_from_bytes(data: bytes) -> Exercise:
    """The exercise of its stored bytes.

    Raises :class:`WireError` or MovementError when it is none.
    """
    message = parse(exercise_pb2.Exercise, data)
    return Exercise(
        references=tuple(
            Reference(one.exercise, tuple(unpack_poses(rep) for rep in one.reps), one.person)
            for one in message.references
        ),
        faulty_reps=tuple(unpack_poses(rep) for rep in message.faulty_reps),
        false_alarm_ratio=message.false_alarm_ratio,
        cues=tuple(_cue(cue) for cue in message.cues),
    )


def reference_digest(data: bytes) -> str:
    """The name of an exercise's stored bytes: their SHA-256, 64 hexadecimal digits."""
    return sha256(data).hexdigest()


def _cue(message: exercise_pb2.Cue) -> Cue:
    if message.joint not in Joint.__members__:
        raise WireError(f"a cue names a joint of BODY_25; found {message.joint!r}")
    return Cue(
        words=message.words,
        joint=Joint[message.joint],
        direction=enum_member(Direction, verdict_pb2.Direction, message.direction),
        first_phase=message.first_phase,
        last_phase=message.last_phase,
    )
