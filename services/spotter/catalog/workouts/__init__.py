"""What members are to do, and did: workouts, templates, and what other apps export."""
