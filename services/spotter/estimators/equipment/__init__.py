"""Networks that see equipment in pictures: one that can be installed, and any that a gym brings."""
