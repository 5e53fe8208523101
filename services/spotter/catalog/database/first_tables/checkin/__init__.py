"""The first tables of what members are known by, and of pauses."""
