"""Tables of exercises and patterns of faults."""
