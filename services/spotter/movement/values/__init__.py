"""The values of the movement library: skeletons, poses, reps, references, exercises, verdicts."""
