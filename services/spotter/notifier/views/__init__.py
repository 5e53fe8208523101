"""The values that pages and the API show."""
