"""The `spotter` command."""
