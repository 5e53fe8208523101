"""When the frames of a camera were taken, by its stream. Pure: the times are given."""
