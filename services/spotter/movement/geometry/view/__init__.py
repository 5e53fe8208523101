"""From where a person is seen, and how the same pose looks from elsewhere."""
