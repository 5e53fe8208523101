"""Ids made of what they stand for: the same happening has the same id, whoever asks and when."""

import re
from uuid import UUID, uuid5

from spotter.movement.values import Fault, FaultCode, point_name

_SPACE = UUID("5b1f6c36-8f2e-4c0c-9d0e-3a2c7b7f1a55")
_SIDE = re.compile("^(left|right)_|_(left|right)$")


def id_of(*parts: str | int) -> str:
    """A UUID as text, made of ``parts``."""
    return str(uuid5(_SPACE, "\n".join(map(str, parts))))


def name_of(fault: Fault) -> str:
    """What the same fault in other reps, and of other people, has in common with this one.

    A named fault is its code: a knee that falls in is one whichever it is. A side that lags is that
    side, whichever of its joints shows it most in a rep. A joint out of place is the joint, and its
    direction; the sides are one where both deviate.
    """
    code: str = fault.code.value
    joint = point_name(fault.joint)
    if fault.code is FaultCode.SIDE_LAGS:
        return f"{code}, {joint.split('_')[0]}"
    if fault.code is not FaultCode.OUT_OF_PLACE:
        return code
    if fault.both_sides:
        joint = _SIDE.sub("", joint)
    return f"{code}, {joint}, {fault.direction.value}"
