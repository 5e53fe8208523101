"""The first tables of exercises and patterns of faults."""
