"""How a station learns who trains there: codes, numbers and PINs, badges, and their leaving."""
