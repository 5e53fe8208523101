"""Baselines as stored for the scorer."""

from dataclasses import dataclass

from spotter.api.baselines.v1 import baseline_pb2
from spotter.movement.values import Baseline
from spotter.wire.encoding.arrays import pack_quantised, unpack_poses
from spotter.wire.encoding.parsing import parse
from spotter.wire.errors import WireError

_SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Who said that the reps of a baseline are right for the person, and when (microseconds)."""

    accepted_by: str
    accepted_us: int


def baseline_bytes(baseline: Baseline, acceptance: Acceptance | None = None) -> bytes:
    """The baseline as it is stored, its poses quantised.

    Without ``acceptance``, its reps passed the reference.
    """
    return baseline_pb2.Baseline(
        schema=_SCHEMA,
        baseline_id=baseline.baseline_id,
        rep_ids=baseline.rep_ids,
        reps=[pack_quantised(rep) for rep in baseline.reps],
        accepted_by=acceptance.accepted_by if acceptance else "",
        accepted_us=acceptance.accepted_us if acceptance else 0,
    ).SerializeToString(deterministic=True)


def baseline_from_bytes(data: bytes) -> tuple[Baseline, Acceptance | None]:
    """The baseline in its stored bytes, and who accepted it.

    Raises :class:`WireError` or MovementError when they are not one.
    """
    message = parse(baseline_pb2.Baseline, data)
    if message.schema != _SCHEMA:
        raise WireError(f"a baseline has schema {_SCHEMA}; found {message.schema}")
    baseline = Baseline(
        baseline_id=message.baseline_id,
        rep_ids=tuple(message.rep_ids),
        reps=tuple(unpack_poses(rep) for rep in message.reps),
    )
    if not message.accepted_by:
        return baseline, None
    return baseline, Acceptance(message.accepted_by, message.accepted_us)
