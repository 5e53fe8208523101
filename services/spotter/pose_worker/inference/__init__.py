"""From batches of pictures to people."""
