"""The faults of a rep: the one or two deviations that matter, named as a trainer would."""

from spotter.movement.assessment.faults.pattern_matching import largest_pattern
from spotter.movement.assessment.faults.selection import find_faults

__all__ = ["find_faults", "largest_pattern"]
