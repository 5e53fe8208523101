"""``spotter replay``: scores again what was scored."""
