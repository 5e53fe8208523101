"""Benchmarks of speed, latency and memory. They assert nothing."""
