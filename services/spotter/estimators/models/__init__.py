"""The pose networks that Spotter knows: where they come from, and the folder that keeps them."""
