"""The routes of exercises: versions, teaching, calibration, patterns."""
