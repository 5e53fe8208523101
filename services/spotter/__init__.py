"""Compares every rep in a gym with references, and tells trainers who needs help and why."""
