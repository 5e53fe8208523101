"""The rights, who has them, and what needs them."""
