"""Made pictures of equipment."""
