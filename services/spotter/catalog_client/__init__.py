"""How processes and commands reach the catalog."""
