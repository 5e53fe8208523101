"""Gyms in Redis, of which a test plays a part."""
