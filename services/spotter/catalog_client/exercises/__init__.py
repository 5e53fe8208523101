"""Exercises from the catalog: known, kept on disk, described, changed; and patterns of faults."""
