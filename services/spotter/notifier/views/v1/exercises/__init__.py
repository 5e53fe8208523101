"""What the API shows of exercises: versions, teaching, calibration, patterns."""
