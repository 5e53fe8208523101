"""``spotter pattern``: how exercises go wrong in this gym."""
