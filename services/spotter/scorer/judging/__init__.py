"""How a stored rep becomes a verdict."""
