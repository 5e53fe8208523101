"""People who train: what they agreed to have kept, what is known of them, and its erasing."""
