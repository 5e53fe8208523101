"""Tables of what members are known by, and of pauses."""
