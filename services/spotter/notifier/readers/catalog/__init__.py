"""What is learned from the catalog."""
