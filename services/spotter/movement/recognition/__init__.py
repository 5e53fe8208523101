"""Which exercise a movement is, if it is any of those that are known."""
