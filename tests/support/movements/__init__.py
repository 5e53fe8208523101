"""People who move, as poses with known truth."""
