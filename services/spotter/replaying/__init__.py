"""Scoring again what was scored: hands visits to the scorers and collects what comes of them."""
