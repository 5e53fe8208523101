"""How equipment is learnt from a film: boxes, tracks, and what the process that learns is told."""
