"""The services of exercises, descriptions, teaching, calibrating, and patterns of faults."""
