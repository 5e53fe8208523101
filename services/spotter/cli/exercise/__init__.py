"""``spotter exercise``, and how exercises come into the catalog."""
