"""Benchmarks: how fast, how soon, how large. They assert nothing."""
