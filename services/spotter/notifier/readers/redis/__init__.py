"""What is read from Redis."""
