"""A box that a trainer need not draw: round what moves with a hand."""
