"""The pages of ``spotter evaluate``."""
