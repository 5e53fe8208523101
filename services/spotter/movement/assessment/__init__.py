"""Whether a rep can be judged, how far it deviates, and when that is a fault."""
