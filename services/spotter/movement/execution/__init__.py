"""How a rep was performed: tempo, range of motion, symmetry, steadiness."""
