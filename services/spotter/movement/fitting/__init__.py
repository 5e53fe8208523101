"""The reference model, and the registration of a rep to it."""
