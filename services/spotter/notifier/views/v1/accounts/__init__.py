"""What is told and asked of accounts."""
