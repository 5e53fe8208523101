"""What is said of a whole set."""

DIFFERS_THROUGHOUT = "Differs from the reference throughout: look."
"""What a trainer is asked once a set: a fault in every rep would become the person's habit, but a
habit of theirs may also be right for them."""
