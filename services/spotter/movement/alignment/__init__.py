"""Dynamic Time Warping: which moment of one movement corresponds to which of another."""
