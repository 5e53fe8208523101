"""How a rep was done: tempo, range of motion, symmetry, steadiness."""
