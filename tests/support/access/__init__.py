"""Who asks, in tests of the page."""
