"""What trainers see of alerts: in which order, in how many lines, how many, and who is reached."""
