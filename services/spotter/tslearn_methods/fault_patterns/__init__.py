"""The typical ways in which an exercise goes wrong, found by tslearn's k-means with DTW."""

from spotter.tslearn_methods.fault_patterns.finding import FEWEST_REPS, find_patterns
from spotter.tslearn_methods.fault_patterns.found import FoundPattern

__all__ = ["FEWEST_REPS", "FoundPattern", "find_patterns"]
