"""What the API shows of exercises: versions, descriptions, teaching, calibration, patterns."""
