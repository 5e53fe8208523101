"""Takes the pictures of browsers that are a station's camera."""
