"""An exercise with two patterns of faults that nobody has named."""

from dataclasses import replace

import numpy as np

from spotter.movement.values import Exercise, FaultPattern, Joint
from spotter.wire.patterns.fault_patterns import pattern_digest
from spotter.wire.references import exercise_bytes
from support.movements.stick_squats import squat_reference


def pattern(joint: Joint, name: str = "") -> FaultPattern:
    """That one joint is twice as far to the right as is allowed, all the time."""
    centre = np.full((20, 25, 2), np.nan, np.float32)
    centre[:, joint] = 2.0
    return FaultPattern(centre, 0.5, name)


KNEES, WRISTS = pattern(Joint.LEFT_KNEE), pattern(Joint.LEFT_WRIST)
KNEES_ID, WRISTS_ID = map(pattern_digest, (KNEES, WRISTS))
SQUAT = Exercise((squat_reference(),))
SQUAT_WITH_PATTERNS = exercise_bytes(replace(SQUAT, patterns=(KNEES, WRISTS)))
