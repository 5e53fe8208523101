"""What is kept of alerts: written, read, and removed with a member."""
