"""The values that the catalog and its clients exchange, and their messages."""
