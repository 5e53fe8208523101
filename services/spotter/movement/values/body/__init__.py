"""People in pictures: joints, angles, equipment, poses over time."""
