"""The routes of exercises: versions, descriptions, teaching, calibration, patterns."""
