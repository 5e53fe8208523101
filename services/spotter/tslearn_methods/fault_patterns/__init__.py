"""The typical ways in which an exercise goes wrong, found by tslearn's k-means with DTW."""

from spotter.tslearn_methods.fault_patterns.finding import find_patterns
from spotter.tslearn_methods.fault_patterns.found import FoundPattern

__all__ = ["FoundPattern", "find_patterns"]
