"""What was taught, as pictures."""
