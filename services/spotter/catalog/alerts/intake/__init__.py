"""What happens in the gym, as far as alerts depend on it."""
