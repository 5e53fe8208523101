"""What is done to a database by hand: checked, copied, backed up and restored."""
