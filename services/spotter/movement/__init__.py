"""Reps, references and verdicts from keypoints: pure computation, no input or output."""
