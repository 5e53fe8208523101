"""Sessions and plans in formats of other programs. Pure."""
