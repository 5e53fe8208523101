"""What the floors above speak of: skeletons, poses, reps, references, exercises, verdicts."""
