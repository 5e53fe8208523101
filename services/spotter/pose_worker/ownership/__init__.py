"""Decides which stations this worker owns, and continues their tracks after a handover."""
