"""Follows equipment that was taught by a recording: a plate, a dumbbell, a bar's end."""
