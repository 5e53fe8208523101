"""How good Spotter is, measured on recordings whose truth is known."""
