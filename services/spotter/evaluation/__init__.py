"""How good Spotter is, measured on labelled recordings."""
