"""Reps, references and verdicts from keypoints: pure computation without I/O."""
