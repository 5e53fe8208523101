"""What the open pages are told, and how they keep up."""
