"""Pictures and pose networks."""
